package io.sluice.app.http;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Problem documents for the whole application; import it once. */
@Configuration(proxyBeanMethods = false)
@Import({ProblemAdvice.class, ProblemErrorController.class})
public class HttpProblemsConfiguration {

    /** A refused body is read to this end, so that the client sees the refusal and not a reset. */
    private static final int MOST_SWALLOWED_BYTES = 32 * 1024 * 1024;

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatWebServerFactory> problemsFromTomcat() {
        return factory -> {
            factory.addContextCustomizers(
                    context -> {
                        if (context.getParent() instanceof StandardHost host) {
                            host.setErrorReportValveClass(ProblemValve.class.getName());
                        }
                    });
            factory.addConnectorCustomizers(
                    connector ->
                            connector.setProperty(
                                    "maxSwallowSize", Integer.toString(MOST_SWALLOWED_BYTES)));
        };
    }
}
