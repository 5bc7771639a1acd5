package io.hongbao.serving;

import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.ticket.Operation;
import io.hongbao.contracts.ticket.Ticket;
import io.hongbao.serving.ticket.RequiresTicket;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The least a service can be. */
@SpringBootApplication
public class SmallService {

    @RestController
    static class Calls {

        record Body(
                int count,
                String word,
                List<Long> numbers,
                @Nullable DayOfWeek day,
                @Nullable Instant at,
                @Nullable UserId user) {}

        @PostMapping("/things")
        @RequiresTicket(Operation.WRAP)
        Map<String, Object> things(@RequestBody Body body, Ticket ticket) {
            return Map.of("count", body.count(), "user", ticket.user(), "body", body);
        }

        @GetMapping("/packets/{packetId}")
        @RequiresTicket(Operation.VIEW_PACKET)
        Map<String, Object> packet(@PathVariable String packetId) {
            return Map.of("packet", packetId);
        }

        @GetMapping("/forgotten")
        Map<String, Object> forgotten() {
            return Map.of();
        }
    }
}
