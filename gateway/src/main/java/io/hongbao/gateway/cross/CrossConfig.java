package io.hongbao.gateway.cross;

import io.hongbao.calls.combine.CombineCalls;
import io.hongbao.calls.combine.CombineFactory;
import io.hongbao.calls.combine.CombineKind;
import io.hongbao.calls.fleet.Routes;
import io.hongbao.calls.fleet.RoutesConfig;
import io.hongbao.calls.send.Candidates;
import io.hongbao.calls.send.InstanceClient;
import io.hongbao.calls.send.SendAlone;
import io.hongbao.calls.send.ToldLevels;
import io.hongbao.contracts.call.CombinedAnswers;
import io.hongbao.contracts.call.CombinedCalls;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.gateway.api.Crossing;
import io.hongbao.gateway.api.PublicOperation;
import io.hongbao.gateway.call.RenderResponse;
import io.hongbao.gateway.connection.RateLimit;
import io.hongbao.gateway.finished.EndedDetails;
import io.hongbao.gateway.finished.FinishedPackets;
import io.hongbao.gateway.stale.LastAnswers;
import io.hongbao.gateway.stale.StaleSettings;
import io.hongbao.gateway.user.MintToken;
import io.hongbao.serving.overload.Admission;
import io.hongbao.serving.problem.ProblemWriter;
import io.hongbao.serving.runtime.Switches;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@Import(RoutesConfig.class)
@EnableConfigurationProperties(BudgetSettings.class)
class CrossConfig {

    @Bean
    RenderResponse answers(JsonMapper json, ProblemWriter problems) {
        return new RenderResponse(json, problems);
    }

    @Bean
    CrossCall crossings(
            CombineFactory combining,
            SendAlone sendAlone,
            Routes routes,
            BudgetSettings budgets,
            Tickets tickets,
            FinishedPackets finished,
            EndedDetails endedDetails,
            RenderResponse answers,
            LastAnswers lastAnswers,
            StaleSettings staleSettings,
            Switches switches,
            Admission admission,
            ToldLevels told,
            Optional<MintToken> mintToken,
            JsonMapper json,
            Clock clock) {
        var routeOf = new ChooseRoute(routes, budgets, admission, told);
        var mintTicket = new MintTicket(tickets, clock);
        var alone = new CrossAlone(sendAlone, routeOf, mintTicket, answers);
        var combined = new CrossCombined(whole(combining), alone, routeOf, mintTicket, answers);
        var walletHomes =
                new RateLimit<PublicOperation>(
                        staleSettings.walletHomesPerSecond(), System::nanoTime);
        return new CrossCall(
                new AskPacket<>(
                        combining.calls(CombineKind::opens),
                        AskPacket.OPEN,
                        finished,
                        routeOf,
                        mintTicket),
                new AskPacket<>(
                        combining.calls(CombineKind::grabs),
                        AskPacket.GRAB,
                        finished,
                        routeOf,
                        mintTicket),
                new ViewPacket(combined, endedDetails, switches),
                combined,
                alone,
                new AskRecords(alone, lastAnswers, walletHomes, switches, answers),
                lastAnswers,
                switches,
                routeOf,
                mintTicket,
                mintToken.map(mint -> new DevTokens(mint, json)));
    }

    private static Map<PublicOperation, CombineCalls<CombinedAnswers.Answer>> whole(
            CombineFactory combining) {
        return Arrays.stream(PublicOperation.values())
                .filter(each -> each.crossing() == Crossing.COMBINED)
                .collect(Collectors.toMap(Function.identity(), each -> whole(combining, each)));
    }

    private static CombineCalls<CombinedAnswers.Answer> whole(
            CombineFactory combining, PublicOperation operation) {
        String path = combinedPath(operation);
        return combining.calls(json ->
                CombineKind.whole(operation.label(), MintTicket.hop(operation), path, json));
    }

    /** Where the service takes many of them; stops the start when nobody does. */
    private static String combinedPath(PublicOperation operation) {
        return switch (operation) {
            case WRAP -> CombinedCalls.WRAPS_PATH;
            case VIEW_PACKET -> CombinedCalls.DETAILS_PATH;
            case PAY -> CombinedCalls.PAYMENTS_PATH;
            case PAY_MOMENT -> CombinedCalls.MOMENT_PAYMENTS_PATH;
            case VIEW_PAYMENT -> CombinedCalls.PAYMENT_VIEWS_PATH;
            default ->
                    throw new IllegalStateException(
                            "must have a path for combined calls: " + operation);
        };
    }

    /** Of the table's operations that cross so. What was found once is not matched again. */
    @Bean
    RouteLocator publicRoutes() {
        Flux<Route> routes =
                Flux.fromStream(() ->
                                Arrays.stream(PublicOperation.values())
                                        .filter(each ->
                                                each.crossing() == Crossing.ROUTE
                                                        || each.streams()))
                        .map(CrossConfig::route);
        return () -> routes;
    }

    private static Route route(PublicOperation operation) {
        return Route.async()
                .id(operation.label())
                // Replaced by the instance that is chosen for each call.
                .uri("http://instance")
                .predicate(
                        exchange -> ServiceRequest.callOf(exchange).call().operation() == operation)
                .build();
    }

    @Bean
    FollowRoute followRoute(
            InstanceClient client,
            Candidates candidates,
            RenderResponse answers,
            JsonMapper json,
            Clock clock) {
        return new FollowRoute(client, candidates, answers, json, clock);
    }

    /** In place of Spring Cloud Gateway's own: the same connections as all other calls. */
    @Bean
    HttpClient httpClient(InstanceClient client) {
        return client.httpClient();
    }
}
