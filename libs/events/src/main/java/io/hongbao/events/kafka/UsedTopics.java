package io.hongbao.events.kafka;

import java.util.List;

/** The topics that a service publishes to, dead letters included: checked when it starts. */
public record UsedTopics(List<String> topics) {}
