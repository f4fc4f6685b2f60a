package io.sluice.ledger.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrowingMapTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void isWhatACopyOfAllWouldBeAlsoAfterItsFollowersBranched(long seed) {
        Random random = new Random(seed);
        List<GrowingMap<Integer, Integer>> maps = new ArrayList<>(List.of(GrowingMap.empty()));
        List<Map<Integer, Integer>> copies = new ArrayList<>(List.of(Map.of()));
        for (int step = 0; step < 600; step++) {
            int from = random.nextInt(10) == 0 ? random.nextInt(maps.size()) : maps.size() - 1;
            int key = random.nextInt(300);
            Map<Integer, Integer> copy = new LinkedHashMap<>(copies.get(from));
            if (random.nextBoolean()) {
                maps.add(maps.get(from).with(key, step));
                copy.put(key, step);
            } else {
                maps.add(maps.get(from).withIfAbsent(key, step));
                copy.putIfAbsent(key, step);
            }
            copies.add(copy);
        }
        for (int i = 0; i < maps.size(); i++) {
            GrowingMap<Integer, Integer> map = maps.get(i);
            Map<Integer, Integer> copy = copies.get(i);
            assertThat(map.entries()).containsExactlyElementsOf(copy.entrySet());
            assertThat(map.values()).containsExactlyElementsOf(copy.values());
            for (int key = 0; key < 300; key++) {
                assertThat(map.get(key)).isEqualTo(Optional.ofNullable(copy.get(key)));
                assertThat(map.has(key)).isEqualTo(copy.containsKey(key));
            }
            GrowingMap<Integer, Integer> anew = GrowingMap.empty();
            for (Map.Entry<Integer, Integer> entry : copy.entrySet()) {
                anew = anew.with(entry.getKey(), entry.getValue());
            }
            assertThat(map).isEqualTo(anew).hasSameHashCodeAs(anew);
            assertThat(map).isNotEqualTo(anew.with(0, -1));
        }
    }
}
