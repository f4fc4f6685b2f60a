package io.sluice.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntityTagsTest {

    private static final String TAG = EntityTags.of("{}".getBytes(StandardCharsets.UTF_8));

    private static boolean matches(String... headers) {
        return EntityTags.isAmong(TAG, Collections.enumeration(List.of(headers)));
    }

    @Test
    void findsItsTagInAnySpellingOfTheHeader() {
        assertThat(TAG).matches("\"[0-9a-f]{32}\"");
        assertThat(matches(TAG)).isTrue();
        assertThat(matches("\"other\", W/" + TAG)).isTrue();
        assertThat(matches("\"other\"", TAG)).isTrue();
        assertThat(matches("*")).isTrue();
        assertThat(matches()).isFalse();
        assertThat(matches("\"other\"")).isFalse();
        assertThat(matches(TAG.replace("\"", ""))).isFalse();
        assertThat(EntityTags.of(new byte[0])).isNotEqualTo(TAG);
    }
}
