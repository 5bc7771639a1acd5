package io.hongbao.events.outbox;

import java.util.List;
import java.util.Map;

class FakePublisherTest implements EventPublisherContract {

    private final FakePublisher publisher = new FakePublisher(Map.of("packets", 2));

    @Override
    public EventPublisher publisher() {
        return publisher;
    }

    @Override
    public String topic() {
        return "packets";
    }

    @Override
    public List<OutboxEvent> arrived(int count) {
        return publisher.arrived();
    }
}
