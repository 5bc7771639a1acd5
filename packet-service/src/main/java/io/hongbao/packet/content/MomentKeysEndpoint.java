package io.hongbao.packet.content;

import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** Tells the public keys by which media servers check what they are shown. */
@Component
@Endpoint(id = "momentkeys")
final class MomentKeysEndpoint {

    private final ContentKeys keys;

    MomentKeysEndpoint(ContentKeys keys) {
        this.keys = keys;
    }

    @ReadOperation
    Map<String, Object> keys() {
        return keys.published();
    }
}
