package io.sluice.acceptance;

import static io.sluice.acceptance.Ledger.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.acceptance.Api.Answer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * A client that does what 503 and 429 tell it to do: the same again, with the same key. Two nodes
 * that write to the same partitions now and then take them from one another.
 */
final class PatientClient {

    private static final Duration AGAIN = Duration.ofMillis(50);

    private final Api api;

    PatientClient(Api api) {
        this.api = api;
    }

    Answer get(String path) {
        return decided(() -> api.get(path));
    }

    Answer post(String path, String body) {
        String key = UUID.randomUUID().toString();
        return decided(() -> api.post(path, key, body));
    }

    /** One that must be accepted. */
    Answer accepted(int status, String path, String body) {
        Answer answer = post(path, body);
        assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(status);
        return answer;
    }

    private static Answer decided(Callable<Answer> question) {
        return await().atMost(SOON)
                .pollInterval(AGAIN)
                .until(question, answer -> !tellsToWait(answer));
    }

    /** Whether it is no decision at all. */
    static boolean tellsToWait(Answer answer) {
        return answer.status() == 503 || answer.status() == 429;
    }
}
