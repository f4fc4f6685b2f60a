package io.sluice.projection.stream;

import io.sluice.log.axon.ChainTrackingToken;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code {"<partition>":{"next":5,"offset":7,"head":"<64 hex>"}}}. */
final class ChainTokenJson implements TokenJson {

    private final JsonMapper mapper = new JsonMapper();

    @Override
    public String write(TrackingToken token) {
        ObjectNode places = mapper.createObjectNode();
        ((ChainTrackingToken) token)
                .places()
                .forEach(
                        (partition, place) ->
                                places.putObject(partition.toString())
                                        .put("next", place.nextSequence())
                                        .put("offset", place.offset())
                                        .put("head", place.head()));
        return mapper.writeValueAsString(places);
    }

    @Override
    public TrackingToken read(String json) {
        TreeMap<Integer, ChainTrackingToken.Place> places = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : mapper.readTree(json).properties()) {
            JsonNode place = member.getValue();
            places.put(
                    Integer.valueOf(member.getKey()),
                    new ChainTrackingToken.Place(
                            place.required("next").longValue(),
                            place.required("offset").longValue(),
                            place.required("head").stringValue()));
        }
        return new ChainTrackingToken(places);
    }
}
