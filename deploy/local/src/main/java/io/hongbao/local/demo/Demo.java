package io.hongbao.local.demo;

import io.hongbao.local.program.StartException;
import io.hongbao.local.suite.SuiteProgress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Sends one lucky packet through the gateway: wrapped, paid, grabbed, opened by five, credited. */
public final class Demo {

    private static final long SENDER = 1001;

    /** In both wallet shards. */
    private static final List<Long> OPENERS = List.of(1011L, 1022L, 1055L, 1066L, 1077L);

    private static final long TOTAL_FEN = 88_88;
    private static final Duration CREDIT_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private final GatewayClient gateway;
    private final RandomGenerator random;
    private final SuiteProgress out;

    public Demo(URI gateway, RandomGenerator random, SuiteProgress out) {
        this.gateway = new GatewayClient(gateway);
        this.random = random;
        this.out = out;
    }

    public void run() {
        out.say("");
        out.say("One packet, as an example");
        Map<Long, Long> before = changeOfAll();
        topUp();
        String link = wrapAndPay();
        Map<Long, Long> amounts = openAll(link);
        sayLuckList(link);
        sayWallets(before, amounts);
    }

    private void topUp() {
        gateway.post(
                SENDER,
                "/v1/me/wallet/topups",
                Map.of("amountFen", TOTAL_FEN, "card", "card-6222"),
                key(),
                200);
        say(SENDER, "tops up by card", TOTAL_FEN);
    }

    private String wrapAndPay() {
        JsonNode packet =
                gateway.post(
                        SENDER,
                        "/v1/packets",
                        Map.of(
                                "kind",
                                "LUCKY",
                                "totalFen",
                                TOTAL_FEN,
                                "shares",
                                OPENERS.size(),
                                "greeting",
                                "恭喜发财"),
                        key(),
                        201);
        String link = packet.path("packetId").asString();
        say(SENDER, "wraps " + OPENERS.size() + " lucky shares", TOTAL_FEN);
        gateway.post(
                SENDER,
                "/v1/packets/" + link + "/payment",
                Map.of("payTicket", packet.path("payTicket").asString(), "method", "CHANGE"));
        say(SENDER, "pays by change", TOTAL_FEN);
        out.say("  packet " + link);
        return link;
    }

    private Map<Long, Long> openAll(String link) {
        Map<Long, Long> amounts = new LinkedHashMap<>();
        for (long user : OPENERS) {
            gateway.post(user, "/v1/packets/" + link + "/grab", Map.of());
            JsonNode opened = gateway.post(user, "/v1/packets/" + link + "/open", Map.of());
            amounts.put(user, opened.path("amountFen").asLong());
            say(user, "opens", opened.path("amountFen").asLong());
        }
        return amounts;
    }

    private void sayLuckList(String link) {
        JsonNode packet = gateway.get(SENDER, "/v1/packets/" + link);
        out.say("");
        out.say("Luck list (" + packet.path("state").asString() + ")");
        for (JsonNode opened : packet.path("opens")) {
            boolean luckiest = opened.path("userId").equals(packet.path("luckiestUserId"));
            say(
                    Long.parseLong(opened.path("userId").asString()),
                    luckiest ? "luckiest" : "",
                    opened.path("amountFen").asLong());
        }
    }

    private void sayWallets(Map<Long, Long> before, Map<Long, Long> amounts) {
        long start = System.nanoTime();
        amounts.forEach(
                (user, amount) -> awaitChange(user, before.getOrDefault(user, 0L) + amount));
        out.say("");
        out.say(
                String.format(
                        Locale.ROOT,
                        "Wallets (credits arrived within %.1f s)",
                        (System.nanoTime() - start) / 1e9));
        changeOfAll().forEach((user, fen) -> say(user, "has", fen));
    }

    private void awaitChange(long user, long expectedFen) {
        long deadline = System.nanoTime() + CREDIT_LIMIT.toNanos();
        // More is possible: somebody else may use the same suite.
        while (change(user) < expectedFen) {
            if (System.nanoTime() > deadline) {
                throw new StartException(
                        "no credit within "
                                + CREDIT_LIMIT.toSeconds()
                                + " s: user="
                                + user
                                + "; see deploy/hongbao logs ledger-consumer");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private Map<Long, Long> changeOfAll() {
        Map<Long, Long> change = new LinkedHashMap<>();
        change.put(SENDER, change(SENDER));
        OPENERS.forEach(user -> change.put(user, change(user)));
        return change;
    }

    private long change(long user) {
        return gateway.get(user, "/v1/me/wallet/change").path("changeFen").asLong();
    }

    private String key() {
        return String.format(Locale.ROOT, "demo-%016x", random.nextLong());
    }

    private void say(long user, String what, long fen) {
        out.say(
                String.format(
                        Locale.ROOT, "  %d  %-22s ¥%6d.%02d", user, what, fen / 100, fen % 100));
    }
}
