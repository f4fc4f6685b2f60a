package io.sluice.command.rail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The vectors of src/docs/rails.md, which were made with openssl. */
class SignatureTest {

    private static final Instant THEN = Instant.ofEpochSecond(1_764_000_000L);
    private static final byte[] BODY = "{\"withdrawalId\":\"x\"}".getBytes(StandardCharsets.UTF_8);

    private static byte[] secret(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void signsTimestampAndBody() {
        assertThat(new Signature(List.of(secret("a-secret-of-24-characters"))).of(THEN, BODY))
                .isEqualTo(
                        "t=1764000000,v1=c552af1a8167962004099434678bc775a5a254ecbd695c497ab2dc1e8e90d222");
    }

    @Test
    void signsWithBothSecretsWhileARotationLasts() {
        assertThat(
                        new Signature(
                                        List.of(
                                                secret("the-next-secret-of-30-characte"),
                                                secret("a-secret-of-24-characters")))
                                .of(THEN, BODY))
                .isEqualTo(
                        "t=1764000000,"
                                + "v1=f8c5d4e9d1f1cef864ef4b93679a5cc83b2317c1d6277858cf5a0d3d4d112bb9,"
                                + "v1=c552af1a8167962004099434678bc775a5a254ecbd695c497ab2dc1e8e90d222");
    }
}
