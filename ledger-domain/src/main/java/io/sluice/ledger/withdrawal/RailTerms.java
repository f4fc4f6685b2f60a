package io.sluice.ledger.withdrawal;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * To which rail a withdrawal was released, and what that rail promised then. Recorded with the
 * release, because a configuration that is changed later must neither send it to another rail nor
 * make a proof of failure out of a promise that was never given.
 *
 * @param name of the rail; it stands for the system behind it, so another system has another name
 */
public record RailTerms(String name, Set<RailPromise> promises) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** The rail of releases that name none, from a time when there was no other. */
    public static final RailTerms OF_THE_FIRST_VERSION =
            new RailTerms(
                    "sandbox", Set.of(RailPromise.DEDUPLICATES, RailPromise.HONOURS_NOT_AFTER));

    public RailTerms {
        if (!isName(name)) {
            throw new IllegalArgumentException("not the name of a rail: " + name);
        }
        promises = Set.copyOf(promises);
    }

    /** Small letters, digits and hyphens, at most 32, a letter first. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    public boolean promise(RailPromise promise) {
        return promises.contains(promise);
    }

    /** In the order of their declaration. */
    public List<RailPromise> inOrder() {
        return Arrays.stream(RailPromise.values()).filter(promises::contains).toList();
    }

    /** What both promise: what holds whichever of the two is true. */
    public Set<RailPromise> sharedWith(RailTerms other) {
        Set<RailPromise> shared = EnumSet.noneOf(RailPromise.class);
        shared.addAll(promises);
        shared.retainAll(other.promises);
        return shared;
    }
}
