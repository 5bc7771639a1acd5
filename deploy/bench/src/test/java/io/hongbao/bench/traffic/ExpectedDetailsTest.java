package io.hongbao.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongbao.bench.crowd.Crowd;
import io.hongbao.bench.crowd.LocalKeys;
import io.hongbao.bench.crowd.PaidPacket;
import io.hongbao.bench.load.Verdict;
import io.hongbao.contracts.id.UserId;
import io.hongbao.local.program.Project;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpectedDetailsTest {

    private static final String LINK = "2026112100000000010001-000000000000";

    /** As the service writes it; three shares, of which two are opened. */
    private static final String SHOWN =
            """
            {"packetId":"2026112100000000010001-000000000000","kind":"LUCKY","greeting":"恭喜发财","senderId":"77",\
            "totalFen":60,"shares":3,"openedFen":31,"openedShares":2,"state":"ACTIVE","createdAt":"2026-11-21T00:00:00Z",\
            "opens":[{"userId":"1","amountFen":9,"openedAt":"2026-11-21T00:00:01Z"},\
            {"userId":"2","amountFen":22,"openedAt":"2026-11-21T00:00:02Z"}],"commitment":"00ff"}\
            """;

    private final PaidPacket packet = PaidPacket.of(new UserId(1), LINK, 3, 60);

    @Test
    void details_that_hold_all_acknowledged_opens_are_right() {
        packet.opens().add(9);
        packet.opens().add(22);

        assertThat(agrees(SHOWN)).isTrue();
    }

    @Test
    void an_open_that_nobody_was_told_of_yet_may_be_in_the_details() {
        packet.opens().add(9);

        assertThat(agrees(SHOWN)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
                    another packet             | 010001-0          | 010002-0
                    another total              | "totalFen":60     | "totalFen":61
                    another number of shares   | "shares":3        | "shares":4
                    more opens than counted    | "openedShares":2  | "openedShares":1
                    another sum of the opens   | "openedFen":31    | "openedFen":30
                    another amount of one open | "amountFen":22    | "amountFen":23
                    a total without a number   | "totalFen":60     | "totalFen":null
                    no details                 | "packetId"        | "otherId"
                    """)
    void details_that_contradict_themselves_or_the_packet_are_wrong(
            String what, String right, String wrong) {
        assertThat(SHOWN).as(what).contains(right);

        assertThat(agrees(SHOWN.replace(right, wrong))).as(what).isFalse();
    }

    @Test
    void details_without_an_acknowledged_open_are_wrong() {
        packet.opens().add(9);
        packet.opens().add(22);
        packet.opens().add(29);

        assertThat(agrees(SHOWN)).isFalse();
    }

    @Test
    void details_with_another_amount_than_users_were_told_are_wrong() {
        packet.opens().add(9);
        packet.opens().add(21);

        assertThat(agrees(SHOWN)).isFalse();
    }

    @Test
    void all_shares_of_a_packet_make_its_total() {
        String finished =
                SHOWN.replace("\"openedShares\":2", "\"openedShares\":3")
                        .replace(
                                "\"opens\":[",
                                "\"opens\":[{\"userId\":\"3\",\"amountFen\":29,\"openedAt\":\"\"},");

        assertThat(agrees(finished.replace("\"openedFen\":31", "\"openedFen\":60"))).isTrue();
        assertThat(
                        agrees(
                                finished.replace("\"openedFen\":31", "\"openedFen\":59")
                                        .replace("\"amountFen\":29", "\"amountFen\":28")))
                .isFalse();
    }

    @Test
    void a_view_with_wrong_details_has_failed() {
        var crowd = new Crowd(1_000, 1, LocalKeys.read(Project.find()), Instant.EPOCH);
        var view = new ViewOne(ExpectedDetails.now(packet), crowd);

        assertThat(answer(view, 200, SHOWN)).isEqualTo(Verdict.ACKNOWLEDGED);
        assertThat(answer(view, 200, "{}")).isEqualTo(Verdict.failed("wrong details"));
        assertThat(answer(view, 503, SHOWN)).isEqualTo(Verdict.failed("503"));
    }

    private static Verdict answer(ViewOne view, int status, String body) {
        return view.answered(status, Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
    }

    private boolean agrees(String json) {
        return ExpectedDetails.now(packet).agreesWith(Http.bytes(json));
    }
}
