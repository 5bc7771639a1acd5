package io.hongbao.testkit.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The path of a packet is a chain of its own: it calls gateway, packet service, pay service,
 * databases, Kafka and banks, and the issuer of users' tokens for its keys, and nothing else, so
 * that nothing else can stop it; behind it, a product may be told what users are told. Whatever
 * opens a connection is listed here with whom it talks to.
 */
final class IndependentChain {

    private static final String ROOT = ArchitectureRules.ROOT;

    /** Packages that connect, and to whom. */
    static final Map<String, String> CLIENTS =
            new TreeMap<>(
                    Map.of(
                            "calls.send", "services of the suite",
                            "gateway.cross", "services of the suite",
                            "gateway.user", "the published keys of the tokens' issuer",
                            "pay.bank.http", "banks",
                            "events", "Kafka",
                            "ledgerconsumer.consume", "Kafka",
                            "ledgerconsumer.webhook", "a product that tells its users itself",
                            "lanes.commit", "databases",
                            "ledger.schema", "wallet shards",
                            "pay.shard", "wallet shards"));

    private static final List<String> CHAIN =
            List.of(
                    "gateway",
                    "packet",
                    "pay",
                    "ledgerconsumer",
                    "calls",
                    "catalogue",
                    "contracts",
                    "events",
                    "lanes",
                    "ledger",
                    "serving");

    /** What can open a connection. */
    private static final DescribedPredicate<JavaClass> CONNECTS =
            resideInAnyPackage(
                            "java.net.http..",
                            "reactor.netty.http.client..",
                            "reactor.netty.tcp..",
                            "org.springframework.web.client..",
                            "org.springframework.web.reactive.function.client..",
                            "org.apache.kafka.clients.consumer..",
                            "org.apache.kafka.clients.producer..",
                            "org.apache.kafka.clients.admin..",
                            "com.mysql..",
                            "com.zaxxer..")
                    .or(named("java.net.Socket"))
                    .or(named("java.net.URLConnection"))
                    .or(named("java.net.HttpURLConnection"))
                    .or(named("java.sql.DriverManager"))
                    .as("what opens a connection");

    private IndependentChain() {}

    static ArchRule rule() {
        return noClasses()
                .that(
                        resideInAnyPackage(packages(CHAIN))
                                .and(
                                        DescribedPredicate.not(
                                                resideInAnyPackage(
                                                        packages(List.copyOf(CLIENTS.keySet()))))))
                .should()
                .dependOnClassesThat(CONNECTS)
                .because("only these connect, each to what is said: " + CLIENTS);
    }

    private static String[] packages(List<String> names) {
        return names.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    }

    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe(name, type -> type.getName().equals(name));
    }
}
