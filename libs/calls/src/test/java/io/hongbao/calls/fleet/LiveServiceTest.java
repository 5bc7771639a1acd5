package io.hongbao.calls.fleet;

import static io.hongbao.calls.fleet.ReadyAnswer.NOT_READY;
import static io.hongbao.calls.fleet.ReadyAnswer.READY;
import static io.hongbao.calls.fleet.ReadyAnswer.REFUSED;
import static io.hongbao.calls.fleet.ReadyAnswer.SILENT;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hongbao.contracts.routing.Instance;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class LiveServiceTest {

    private static final Instance A = new Instance("http://a", "z");
    private static final Instance B = new Instance("http://b", "z");
    private static final Instance C = new Instance("http://c", "z");

    private final LiveService service =
            new LiveService(FleetService.PACKET_SERVICE, null, List.of(A, B));

    @BeforeEach
    void both_are_up() {
        service.answered(A, READY);
        service.answered(B, READY);
        service.asked();
    }

    @ParameterizedTest
    @EnumSource(
            value = ReadyAnswer.class,
            names = {"NOT_READY", "REFUSED"})
    void a_clear_answer_takes_an_instance_out_at_once(ReadyAnswer answer) {
        service.answered(A, answer);

        assertThat(service.now()).containsExactly(B);
        assertThat(service.live()).isEqualTo(1);
    }

    @Test
    void one_silent_answer_proves_nothing_and_two_in_a_row_do() {
        service.answered(A, SILENT);
        service.answered(A, READY);
        service.answered(A, SILENT);
        assertThat(service.now()).containsExactly(A, B);

        service.answered(A, SILENT);

        assertThat(service.now()).containsExactly(B);
    }

    @Test
    void one_good_answer_brings_an_instance_back() {
        service.answered(A, REFUSED);

        service.answered(A, READY);

        assertThat(service.now()).containsExactly(A, B);
    }

    @Test
    void when_nobody_answers_all_are_asked() {
        service.answered(A, REFUSED);
        service.answered(B, NOT_READY);

        assertThat(service.now()).containsExactly(A, B);
        assertThat(service.live()).isZero();
    }

    @Test
    void who_is_listed_anew_is_up_after_its_first_good_answer() {
        service.list(List.of(A, B, C));
        assertThat(service.now()).containsExactly(A, B);

        service.answered(C, READY);

        assertThat(service.now()).containsExactly(A, B, C);
    }

    @Test
    void who_is_listed_no_more_is_forgotten_whatever_it_answers() {
        service.list(List.of(A));

        service.answered(B, READY);

        assertThat(service.now()).containsExactly(A);
        service.list(List.of(A, B));
        assertThat(service.now()).containsExactly(A);
    }

    @Test
    void the_list_stays_the_same_object_until_something_changes() {
        List<Instance> before = service.now();

        service.answered(A, SILENT);
        service.answered(A, READY);
        service.list(List.of(A, B));

        assertThat(service.now()).isSameAs(before);
    }

    @Test
    void before_all_were_asked_the_first_good_answer_does_not_draw_all_calls() {
        var starting = new LiveService(FleetService.PACKET_SERVICE, null, List.of(A, B));

        starting.answered(A, READY);

        assertThat(starting.now()).containsExactly(A, B);
    }

    @Test
    void a_process_counts_itself_as_up() {
        var own = new LiveService(FleetService.PACKET_SERVICE, B.url(), List.of(A, B));

        own.answered(A, REFUSED);
        own.asked();

        assertThat(own.now()).containsExactly(B);
    }

    @Test
    void who_is_taken_out_of_the_list_says_so_each_time() {
        var own = new LiveService(FleetService.PACKET_SERVICE, A.url(), List.of(A, B));
        own.watchSelf();
        var logged = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(LiveService.class);
        logged.start();
        logger.addAppender(logged);
        try {
            own.list(List.of(A, C));
            own.list(List.of(B, C));
            own.list(List.of(B, C));
            own.list(List.of(A, B));
            service.list(List.of(C));
        } finally {
            logger.detachAppender(logged);
        }

        assertThat(logged.list)
                .extracting(line -> line.getLevel() + " " + line.getFormattedMessage())
                .containsExactly(
                        "ERROR looks after nothing until it is listed: must be the url of a listed"
                                + " packet-service: hongbao.fleet.self=http://a"
                                + " listed=[http://b, http://c]");
    }
}
