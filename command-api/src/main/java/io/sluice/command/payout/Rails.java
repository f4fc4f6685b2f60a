package io.sluice.command.payout;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rails of this node, each under its name, and which of them a lane's releases go to. */
public final class Rails implements AutoCloseable {

    private final Map<String, Rail> byName;
    private final Function<Lane, Optional<String>> routes;

    /**
     * @param routes the name of the rail for what is released from now on; what is released already
     *     goes to the rail that its release names, whatever this says
     */
    public Rails(List<Rail> rails, Function<Lane, Optional<String>> routes) {
        this.byName =
                rails.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        rail -> rail.terms().name(), rail -> rail));
        this.routes = routes;
    }

    /** All lanes to one rail. */
    public static Rails only(Rail rail) {
        return new Rails(List.of(rail), lane -> Optional.of(rail.terms().name()));
    }

    /** Where the lane's releases go; none where no rail of this node serves it. */
    public Optional<Rail> of(Lane lane) {
        return routes.apply(lane).flatMap(this::named);
    }

    public Optional<Rail> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Those whose breaker is not closed now, by name. */
    List<String> tripped() {
        return byName.entrySet().stream()
                .filter(of -> of.getValue().hasTripped())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        byName.values().forEach(Rail::close);
    }
}
