package io.hongbao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.contracts.id.UserId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A picture that people pay a small amount to see, or see for free by luck. */
@ExtendWith(RunningSuites.class)
class MomentTest {

    /** With a tenth of the views free, that one of each is among so many is all but certain. */
    private static final int VIEWERS_MAX = 300;

    private final RunningSuite suite;
    private final Client client;

    MomentTest(RunningSuite suite) {
        this.suite = suite;
        client = suite.client();
    }

    @AfterEach
    void the_five_invariants_hold() {
        suite.requireClean();
    }

    @Test
    void a_moment_is_seen_for_free_or_paid_for_and_what_was_paid_is_the_posters() {
        UserId poster = suite.newUser();
        var moment = Map.of("fromFen", 1_00, "toFen", 2_00, "text", "日出", "contentRef", "p-1");
        Answer posted = client.call(poster, "POST", "/v1/moments", moment, "m");
        assertThat(posted.status()).isEqualTo(201);
        assertThat(client.call(poster, "POST", "/v1/moments", moment, "m").body())
                .isEqualTo(posted.body());
        String momentId = posted.text("momentId");
        assertThat(view(poster, momentId).text("state")).isEqualTo("SEEN");

        UserId lucky = firstViewer(momentId, "SEEN");
        UserId payer = firstViewer(momentId, "TO_PAY");

        assertThat(view(lucky, momentId).body().path("free").asBoolean(false)).isTrue();
        long fen = paid(payer, momentId);
        suite.eventually("the poster is credited", () -> client.changeFen(poster) == fen);
        assertThat(client.changeFen(payer)).isEqualTo(10_00 - fen);
        theListsTellOfIt(momentId, poster, lucky, payer, fen);
        thePosterIsToldWhoSawIt(momentId, poster, payer, fen);
    }

    /** A new viewer who is answered so; each repeat gets the same answer. */
    private UserId firstViewer(String momentId, String state) {
        for (int i = 0; i < VIEWERS_MAX; i++) {
            UserId viewer = suite.newUser();
            Answer first = view(viewer, momentId);
            assertThat(first.text("state")).isIn("SEEN", "TO_PAY");
            Answer again = view(viewer, momentId);
            assertThat(again.text("state")).isEqualTo(first.text("state"));
            assertThat(again.text("payTicket")).isEqualTo(first.text("payTicket"));
            if (first.text("state").equals(state)) {
                return viewer;
            }
        }
        throw new AssertionError("nobody of " + VIEWERS_MAX + " was answered " + state);
    }

    /** What it cost, once the viewer may see it. */
    private long paid(UserId viewer, String momentId) {
        Answer toPay = view(viewer, momentId);
        long fen = toPay.number("amountFen");
        assertThat(fen).isBetween(1_00L, 2_00L);
        String path = "/v1/moments/" + momentId + "/payment";
        var body = Map.of("payTicket", toPay.text("payTicket"), "method", "CHANGE");
        assertThat(client.call(viewer, "POST", path, body, null).statusAndCode())
                .isEqualTo("402 insufficient_change");
        suite.fund(viewer, 10_00);

        Answer paid = client.call(viewer, "POST", path, body, null);

        assertThat(paid.text("momentId")).isEqualTo(momentId);
        assertThat(paid.text("state")).isEqualTo("PAID");
        assertThat(client.call(viewer, "POST", path, body, null).body()).isEqualTo(paid.body());
        suite.eventually(
                "the moment is seen", () -> view(viewer, momentId).text("state").equals("SEEN"));
        Answer seen = view(viewer, momentId);
        assertThat(seen.body().path("free").asBoolean(true)).isFalse();
        assertThat(seen.text("content")).isNotEmpty();
        assertThat(client.changeFen(viewer)).isEqualTo(10_00 - fen);
        return fen;
    }

    private void theListsTellOfIt(
            String momentId, UserId poster, UserId lucky, UserId payer, long fen) {
        suite.eventually("it is posted", () -> list(poster, "posted").size() == 1);
        suite.eventually("it earned", () -> list(poster, "earned").size() == 1);
        suite.eventually("it is seen for free", () -> list(lucky, "seen").size() == 1);
        suite.eventually("it is seen", () -> list(payer, "seen").size() == 1);
        assertThat(list(poster, "posted").get(0).path("momentId").asString()).isEqualTo(momentId);
        assertThat(list(lucky, "seen").get(0).path("amountFen").asLong(-1)).isZero();
        JsonNode seen = list(payer, "seen").get(0);
        assertThat(seen.path("momentId").asString()).isEqualTo(momentId);
        assertThat(seen.path("posterId").asString()).isEqualTo(poster.toString());
        assertThat(seen.path("amountFen").asLong()).isEqualTo(fen);
        JsonNode earned = list(poster, "earned").get(0);
        assertThat(earned.path("viewerId").asString()).isEqualTo(payer.toString());
        assertThat(earned.path("amountFen").asLong()).isEqualTo(fen);
        String packet = "/v1/packets/" + earned.path("packetId").asString();
        assertThat(client.get(poster, packet).statusAndCode()).isEqualTo("404 packet_not_found");
        for (String direction : new String[] {"sent", "received"}) {
            for (UserId user : new UserId[] {poster, payer}) {
                Answer packets = client.get(user, "/v1/me/packets?direction=" + direction);
                assertThat(packets.body().path("items")).isEmpty();
            }
        }
    }

    private void thePosterIsToldWhoSawIt(String momentId, UserId poster, UserId payer, long fen) {
        Answer own = client.get(poster, "/v1/moments/" + momentId);
        assertThat(own.number("paidFen")).isEqualTo(fen);
        assertThat(own.number("seen")).isEqualTo(own.number("seenFree") + 1);
        Answer others = client.get(payer, "/v1/moments/" + momentId);
        assertThat(others.number("seen")).isEqualTo(own.number("seen"));
        assertThat(others.body().has("viewers")).isFalse();
    }

    private Answer view(UserId viewer, String momentId) {
        return client.call(viewer, "POST", "/v1/moments/" + momentId + "/view", Map.of(), null);
    }

    private JsonNode list(UserId user, String role) {
        return client.get(user, "/v1/me/moments?role=" + role).body().path("items");
    }
}
