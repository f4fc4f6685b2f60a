package io.sluice.command.http;

import io.sluice.command.alarm.Alarms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The alarms that stand on this node in JSON, for operators. */
final class AlarmViews {

    private final Alarms alarms;

    AlarmViews(Alarms alarms) {
        this.alarms = alarms;
    }

    List<Map<String, Object>> json() {
        return alarms.active().stream().map(AlarmViews::json).toList();
    }

    private static Map<String, Object> json(Alarms.Active alarm) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", alarm.name().wire());
        json.put("since", alarm.since().toString());
        json.put("evidence", alarm.evidence());
        return json;
    }
}
