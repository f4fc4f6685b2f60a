package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdMapTest {

    @Test
    void remembersTheFirstPlaceOfEveryId() {
        IdMap map = new IdMap();
        for (int i = 0; i < 10_000; i++) {
            assertThat(map.putIfAbsent(new UUID(i % 7, i), i)).isEmpty();
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(map.putIfAbsent(new UUID(i % 7, i), 1)).hasValue(i);
        }
        assertThat(map.contains(8, 8)).isFalse();
    }

    @Test
    void placesSurviveTheirCode() {
        Place place = Place.at(65_535, (1L << 47) - 1);

        assertThat(Place.ofCode(place.code())).isEqualTo(place);
    }
}
