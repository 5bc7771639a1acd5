package io.hongbao.gateway.route;

import io.hongbao.calls.fleet.Fleet;
import io.hongbao.calls.fleet.FleetService;
import io.hongbao.calls.fleet.FleetSettings;
import io.hongbao.catalogue.WatchedSets;
import io.hongbao.contracts.id.PacketLinks;
import io.hongbao.contracts.ticket.Tickets;
import io.hongbao.gateway.combine.CarryCall;
import io.hongbao.gateway.combine.CombineSettings;
import io.hongbao.gateway.combine.GrabPacket;
import io.hongbao.gateway.combine.OpenPacket;
import io.hongbao.gateway.forward.CallSettings;
import io.hongbao.gateway.forward.ForwardCall;
import io.hongbao.gateway.user.MintToken;
import io.hongbao.gateway.user.Users;
import io.hongbao.serving.metric.OperationMetrics;
import io.hongbao.serving.problem.ProblemWriter;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SetFile.class, CatalogueSettings.class})
class RouteConfig {

    /**
     * Good enough as soon as it has no mistake: whether its databases answer is not ours to see.
     */
    @Bean
    WatchedSets watchedSets(SetFile sets, CatalogueSettings following, InstantSource clock) {
        WatchedSets watched = WatchedSets.read(sets.file(), following.poll(), clock);
        watched.watch();
        return watched;
    }

    @Bean
    Lineups lineups(WatchedSets sets, FleetSettings settings, Fleet fleet) {
        return new Lineups(
                sets::current,
                settings,
                fleet.of(FleetService.PACKET_SERVICE),
                fleet.of(FleetService.PAY_SERVICE));
    }

    @Bean
    Packets packets(PacketLinks links) {
        return new Packets(links);
    }

    @Bean
    MintTicket mintTicket(Tickets tickets, InstantSource clock) {
        return new MintTicket(tickets, clock);
    }

    @Bean
    Answers answers(JsonMapper json, ProblemWriter problems) {
        return new Answers(json, problems);
    }

    /** Before all other filters: those read or wrap what these calls do not have. */
    @Bean
    FilterRegistrationBean<FrequentCalls> frequentCalls(
            GuardCall guard, Combined combined, Carried carried, Answers answers) {
        var registration =
                new FilterRegistrationBean<>(new FrequentCalls(guard, combined, carried, answers));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    Combined combined(
            OpenPacket openPacket,
            GrabPacket grabPacket,
            Lineups lineups,
            Packets packets,
            MintTicket mintTicket,
            Answers answers) {
        return new Combined(openPacket, grabPacket, lineups, packets, mintTicket, answers);
    }

    @Bean
    Proxied proxied(
            ForwardCall forwardCall,
            Lineups lineups,
            Packets packets,
            MintTicket mintTicket,
            CallSettings settings,
            Answers answers) {
        return new Proxied(forwardCall, lineups, packets, mintTicket, settings, answers);
    }

    @Bean
    Carried carried(
            CarryCall carryWrap,
            CarryCall carryPayment,
            Proxied proxied,
            Lineups lineups,
            Packets packets,
            MintTicket mintTicket,
            Answers answers,
            CallSettings times,
            CombineSettings combining,
            InstantSource clock) {
        return new Carried(
                carryWrap,
                carryPayment,
                proxied,
                lineups,
                packets,
                mintTicket,
                answers,
                times,
                combining,
                clock);
    }

    @Bean
    GuardCall guardCall(Users users, OperationMetrics metrics, Answers answers) {
        return new GuardCall(users, metrics, answers);
    }

    @Bean
    RouterFunction<ServerResponse> publicRoutes(
            GuardCall guard,
            Combined combined,
            Proxied proxied,
            Optional<MintToken> mintToken,
            JsonMapper json,
            Answers answers) {
        var devTokens = mintToken.map(mint -> new DevTokens(mint, json, answers));
        return new PublicRoutes(guard, combined, proxied, devTokens, answers).routes();
    }
}
