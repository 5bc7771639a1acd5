package io.hongbao.gateway.combine;

import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.contracts.call.GrabAnswers;
import io.hongbao.contracts.call.OpenAnswers;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.gateway.finished.FinishedPackets;
import io.hongbao.gateway.forward.CallInstance;
import io.hongbao.gateway.forward.CallMetrics;
import io.hongbao.gateway.forward.CallSettings;
import io.hongbao.gateway.forward.Instances;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CombineSettings.class)
class CombineConfig {

    @Bean
    LateAnswers lateAnswers() {
        return new LateAnswers(System::nanoTime);
    }

    @Bean
    BatchMeans batchMeans(
            CallInstance callInstance,
            Instances instances,
            CallMetrics metrics,
            Tickets tickets,
            CombineSettings settings,
            LateAnswers late,
            InstantSource clock) {
        // Not the strict one: a newer service may say more than we know.
        var json =
                JsonMapper.builder()
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build();
        return new BatchMeans(
                callInstance,
                instances,
                metrics,
                tickets,
                json,
                settings.answerMargin(),
                late,
                clock);
    }

    @Bean
    BatchLanes<OpenAnswers.Answer> openLanes(
            BatchMeans means,
            CallSettings calls,
            CombineSettings settings,
            MeterRegistry registry) {
        return new BatchLanes<>(
                BatchKind.opens(means.json(), calls.combined()), means, settings, registry);
    }

    @Bean
    BatchLanes<GrabAnswers.Answer> grabLanes(
            BatchMeans means,
            CallSettings calls,
            CombineSettings settings,
            MeterRegistry registry) {
        return new BatchLanes<>(
                BatchKind.grabs(means.json(), calls.combined()), means, settings, registry);
    }

    @Bean
    BatchLanes<CombinedAnswers.Answer> wrapLanes(
            BatchMeans means,
            CallSettings calls,
            CombineSettings settings,
            MeterRegistry registry) {
        return new BatchLanes<>(
                BatchKind.wraps(means.json(), calls.packet()), means, settings, registry);
    }

    @Bean
    BatchLanes<CombinedAnswers.Answer> paymentLanes(
            BatchMeans means,
            CallSettings calls,
            CombineSettings settings,
            MeterRegistry registry) {
        return new BatchLanes<>(
                BatchKind.payments(means.json(), calls.pay()), means, settings, registry);
    }

    @Bean
    OpenPacket openPacket(
            BatchLanes<OpenAnswers.Answer> lanes, BatchMeans means, FinishedPackets finished) {
        return new OpenPacket(
                new CombineCalls<>(lanes, means, answer -> isTooMany(answer.problem())), finished);
    }

    @Bean
    GrabPacket grabPacket(
            BatchLanes<GrabAnswers.Answer> lanes, BatchMeans means, FinishedPackets finished) {
        return new GrabPacket(
                new CombineCalls<>(lanes, means, answer -> isTooMany(answer.problem())), finished);
    }

    @Bean
    CarryCall carryWrap(BatchLanes<CombinedAnswers.Answer> wrapLanes, BatchMeans means) {
        return carry(wrapLanes, means);
    }

    @Bean
    CarryCall carryPayment(BatchLanes<CombinedAnswers.Answer> paymentLanes, BatchMeans means) {
        return carry(paymentLanes, means);
    }

    private static CarryCall carry(BatchLanes<CombinedAnswers.Answer> lanes, BatchMeans means) {
        Integer tooMany = ProblemCode.TOO_MANY_REQUESTS.httpStatus();
        return new CarryCall(
                new CombineCalls<>(lanes, means, answer -> tooMany.equals(answer.status())));
    }

    private static boolean isTooMany(@Nullable String problem) {
        return ProblemCode.TOO_MANY_REQUESTS.code().equals(problem);
    }
}
