package io.sluice.command.rail;

import io.sluice.command.payout.Rail;
import io.sluice.command.payout.Rails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Makes the rails that are configured; without any, a sandbox that serves everything. */
public final class RailBook {

    private static final Map<String, Map<String, String>> EMBEDDED =
            Map.of(SandboxProvider.KIND, Map.of("serves", "*"));

    private final Map<String, RailProvider> byKind = new LinkedHashMap<>();

    /**
     * @param ours providers that come along
     */
    public RailBook(List<RailProvider> ours) {
        ours.forEach(this::add);
        ServiceLoader.load(RailProvider.class).forEach(this::add);
    }

    private void add(RailProvider provider) {
        if (byKind.put(provider.kind(), provider) != null) {
            throw new RailSettingsException("two providers of rails of kind " + provider.kind());
        }
    }

    /**
     * @param settings what stands under {@code sluice.rails}, by rail and setting
     * @throws RailSettingsException when one of them is wrong; then none is open
     */
    public Rails open(Map<String, Map<String, String>> settings, RailContext context) {
        Map<String, Map<String, String>> wanted = settings.isEmpty() ? EMBEDDED : settings;
        Map<String, List<String>> serves = new TreeMap<>();
        List<Rail> rails = new ArrayList<>();
        try {
            wanted.forEach(
                    (name, given) -> {
                        RailSettings one = new RailSettings(name, given);
                        serves.put(name, one.list("serves"));
                        rails.add(open(one, context));
                    });
            return new Rails(rails, Serving.of(serves, context.catalogue()));
        } catch (RuntimeException wrong) {
            rails.forEach(Rail::close);
            throw wrong;
        }
    }

    private Rail open(RailSettings settings, RailContext context) {
        String kind = settings.optionalText("kind").orElse(settings.name());
        RailProvider provider = byKind.get(kind);
        if (provider == null) {
            throw settings.wrong("kind", "must be one of " + byKind.keySet() + ", not " + kind);
        }
        return provider.open(settings, context);
    }
}
