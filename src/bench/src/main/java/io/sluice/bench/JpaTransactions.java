package io.sluice.bench;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.messaging.core.unitofwork.transaction.Transaction;
import org.axonframework.messaging.core.unitofwork.transaction.TransactionManager;

/**
 * Transactions bound to the thread, as Spring gives them to Axon, less Spring: whoever starts one
 * within another joins it, and closing the entity manager within one does nothing.
 */
final class JpaTransactions implements TransactionManager, EntityManagerProvider {

    private final EntityManagerFactory factory;
    private final ThreadLocal<Optional<Bound>> current = ThreadLocal.withInitial(Optional::empty);

    /**
     * @param shared what others see of it
     */
    private record Bound(EntityManager real, EntityManager shared) {}

    JpaTransactions(EntityManagerFactory factory) {
        this.factory = factory;
    }

    @Override
    public Transaction startTransaction() {
        return current.get().isPresent() ? new Joined() : new Outermost(bind());
    }

    private Bound bind() {
        EntityManager real = factory.createEntityManager();
        real.getTransaction().begin();
        Bound bound = new Bound(real, withoutClose(real));
        current.set(Optional.of(bound));
        return bound;
    }

    private static EntityManager withoutClose(EntityManager real) {
        return (EntityManager)
                Proxy.newProxyInstance(
                        EntityManager.class.getClassLoader(),
                        new Class<?>[] {EntityManager.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("close")) {
                                return null;
                            }
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Override
    public EntityManager getEntityManager() {
        return current.get()
                .orElseThrow(() -> new IllegalStateException("no transaction"))
                .shared();
    }

    @Override
    public boolean requiresSameThreadInvocations() {
        return true;
    }

    private final class Outermost implements Transaction {

        private final Bound bound;

        Outermost(Bound bound) {
            this.bound = bound;
        }

        @Override
        public void commit() {
            try {
                bound.real().getTransaction().commit();
            } finally {
                release();
            }
        }

        @Override
        public void rollback() {
            try {
                if (bound.real().isOpen() && bound.real().getTransaction().isActive()) {
                    bound.real().getTransaction().rollback();
                }
            } finally {
                release();
            }
        }

        private void release() {
            if (bound.real().isOpen()) {
                bound.real().close();
                current.remove();
            }
        }
    }

    /** The outermost decides; this one can only keep it from committing. */
    private final class Joined implements Transaction {

        @Override
        public void commit() {}

        @Override
        public void rollback() {
            current.get().ifPresent(bound -> bound.real().getTransaction().setRollbackOnly());
        }
    }
}
