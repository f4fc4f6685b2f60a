package io.sluice.command.rail;

import io.sluice.command.payout.Rail;
import io.sluice.ledger.withdrawal.RailTerms;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Rails that are called over HTTP; the contract is src/docs/rails.md. */
public final class WebhookProvider implements RailProvider {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration REQUEST = Duration.ofSeconds(10);
    private static final int LEAST_SECRET_BYTES = 16;

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public Rail open(RailSettings settings, RailContext context) {
        RailTerms terms = settings.terms();
        Signature signature =
                new Signature(
                        Stream.of(
                                        Optional.of(currentSecret(settings)),
                                        secret(settings, "previous-secret"))
                                .flatMap(Optional::stream)
                                .toList());
        URI url = url(settings);
        Duration connect = settings.time("connect-timeout", CONNECT);
        Duration request = settings.time("request-timeout", REQUEST);
        DeliveryLimits limits = DeliveryLimits.of(settings);
        settings.end();
        WebhookDelivery delivery =
                new WebhookDelivery(
                        url, signature, connect, request, context.catalogue(), context.clock());
        return new DeliveringRail(
                terms,
                delivery,
                limits,
                context.reports(),
                context.clock(),
                below -> ThreadLocalRandom.current().nextLong(below));
    }

    private static URI url(RailSettings settings) {
        String text = settings.text("url");
        try {
            URI url = URI.create(text);
            if (url.getHost() != null
                    && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException notOne) {
            throw (RailSettingsException)
                    settings.wrong("url", "is not an http or https URL").initCause(notOne);
        }
        throw settings.wrong("url", "is not an http or https URL");
    }

    private static byte[] currentSecret(RailSettings settings) {
        return secret(settings, "secret")
                .orElseThrow(() -> settings.wrong("secret-file", "(or secret) is missing"));
    }

    /** From {@code <setting>-file}, or from the setting itself, which is for the environment. */
    private static Optional<byte[]> secret(RailSettings settings, String setting) {
        Optional<String> file = settings.optionalText(setting + "-file");
        Optional<byte[]> secret =
                file.map(path -> read(settings, setting + "-file", path))
                        .or(
                                () ->
                                        settings.optionalText(setting)
                                                .map(t -> t.getBytes(StandardCharsets.UTF_8)));
        if (secret.isPresent() && secret.get().length < LEAST_SECRET_BYTES) {
            throw settings.wrong(setting, "has fewer than " + LEAST_SECRET_BYTES + " bytes");
        }
        return secret;
    }

    private static byte[] read(RailSettings settings, String setting, String path) {
        try {
            return Files.readString(Path.of(path)).strip().getBytes(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw (RailSettingsException)
                    settings.wrong(setting, "cannot be read").initCause(unreadable);
        }
    }
}
