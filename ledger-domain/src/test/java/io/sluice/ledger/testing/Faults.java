package io.sluice.ledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.refusal.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A decision and all that can be wrong with it: every combination is tried, and the first declared
 * code of those that apply must be the answer.
 */
public final class Faults<S> {

    private record Fault<S>(ErrorCode code, String excludes, Consumer<S> cause) {}

    private final List<Fault<S>> faults = new ArrayList<>();

    public Faults<S> fault(ErrorCode code, Consumer<S> cause) {
        return fault(code, "", cause);
    }

    /**
     * @param excludes of the faults with the same non-empty word, one at a time
     */
    public Faults<S> fault(ErrorCode code, String excludes, Consumer<S> cause) {
        faults.add(new Fault<>(code, excludes, cause));
        return this;
    }

    /** Tries every combination; says how many there were. */
    public int check(Supplier<S> sound, Function<S, Verdict> decide) {
        int tried = 0;
        for (int bits = 0; bits < 1 << faults.size(); bits++) {
            List<Fault<S>> chosen = chosen(bits);
            if (possible(chosen)) {
                S setup = sound.get();
                Set<ErrorCode> codes = new TreeSet<>();
                for (Fault<S> fault : chosen) {
                    fault.cause().accept(setup);
                    codes.add(fault.code());
                }
                assertAnswered(codes, decide.apply(setup));
                tried++;
            }
        }
        return tried;
    }

    private void assertAnswered(Set<ErrorCode> codes, Verdict verdict) {
        if (codes.isEmpty()) {
            assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        } else {
            assertThat(verdict.refusal().map(Verdict.Refused::code))
                    .as("of %s", codes)
                    .contains(codes.iterator().next());
        }
    }

    private List<Fault<S>> chosen(int bits) {
        List<Fault<S>> chosen = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            if ((bits & 1 << i) != 0) {
                chosen.add(faults.get(i));
            }
        }
        return chosen;
    }

    private boolean possible(List<Fault<S>> chosen) {
        List<String> words =
                chosen.stream().map(Fault::excludes).filter(word -> !word.isEmpty()).toList();
        return words.size() == Set.copyOf(words).size();
    }
}
