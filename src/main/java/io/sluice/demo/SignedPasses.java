package io.sluice.demo;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tokens as an identity provider would give them to each person, signed with a key that was made
 * for this demo and is forgotten with it.
 */
final class SignedPasses implements Passes {

    static final String ISSUER = "https://demo.sluice.invalid";
    private static final String AUDIENCE = "sluice";
    private static final Duration VALID = Duration.ofHours(1);
    private static final String CURVE = "secp256r1";
    private static final int COORDINATE_BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String keyId = UUID.randomUUID().toString();
    private final ObjectNode jwk = JsonMapper.shared().createObjectNode();
    private final Map<Person, String> tokens = new EnumMap<>(Person.class);

    SignedPasses() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            KeyPair keys = generator.generateKeyPair();
            publish((ECPublicKey) keys.getPublic());
            for (Person person : Person.values()) {
                tokens.put(person, token(person, keys.getPrivate()));
            }
        } catch (GeneralSecurityException e) {
            throw new DemoFailure("cannot make keys", e);
        }
    }

    private void publish(ECPublicKey key) {
        jwk.put("kty", "EC")
                .put("crv", "P-256")
                .put("alg", "ES256")
                .put("use", "sig")
                .put("kid", keyId)
                .put("x", coordinate(key.getW().getAffineX()))
                .put("y", coordinate(key.getW().getAffineY()));
    }

    /** Big-endian, of the curve's length: neither a sign byte more nor a zero less. */
    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, fixed.length);
        System.arraycopy(bytes, bytes.length - length, fixed, fixed.length - length, length);
        return BASE64.encodeToString(fixed);
    }

    private String token(Person person, PrivateKey key) throws GeneralSecurityException {
        Instant now = Instant.now();
        ObjectNode header =
                JsonMapper.shared()
                        .createObjectNode()
                        .put("alg", "ES256")
                        .put("typ", "JWT")
                        .put("kid", keyId);
        ObjectNode claims =
                JsonMapper.shared()
                        .createObjectNode()
                        .put("iss", ISSUER)
                        .put("aud", AUDIENCE)
                        .put("sub", person.id())
                        .put("scope", person.scopes())
                        .put("iat", now.getEpochSecond())
                        .put("exp", now.plus(VALID).getEpochSecond());
        String signed = encoded(header) + "." + encoded(claims);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + BASE64.encodeToString(signature.sign());
    }

    private static String encoded(ObjectNode json) {
        return BASE64.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The public key, as the node is told whom to believe. */
    void writeKeySet(Path file) {
        ObjectNode set = JsonMapper.shared().createObjectNode();
        set.putArray("keys").add(jwk);
        try {
            Files.writeString(file, set.toString());
        } catch (IOException e) {
            throw new DemoFailure("cannot write " + file, e);
        }
    }

    @Override
    public Optional<String> of(Person person) {
        return Optional.of(Objects.requireNonNull(tokens.get(person)));
    }
}
