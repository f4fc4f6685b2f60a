package io.sluice.app;

import io.sluice.log.index.DiskIndexes;
import io.sluice.log.writer.LedgerNodeSettings;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Puts a node together that makes its indexes again and does nothing else: nothing in it is
 * started, so nothing is released, and its ledger is only read.
 */
final class ReadingOnly implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Services services = context.getBeanFactory().getBean(Services.class);
        SluiceProperties settings = Preflight.settings(context.getEnvironment());
        context.getBeanFactory()
                .registerSingleton("ledgerNodeSettings", LedgerNodeSettings.ofReader());
        context.getBeanFactory()
                .registerSingleton(
                        "partitionIndexes",
                        DiskIndexes.rebuilding(
                                LedgerConfiguration.indexSettings(services.folder(), settings)));
        context.getBeanFactory()
                .registerSingleton(
                        AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME,
                        new NothingStarts());
    }

    private static final class NothingStarts implements LifecycleProcessor {

        @Override
        public void onRefresh() {}

        @Override
        public void onClose() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }
}
