package io.hongbao.reconcile.underway;

import io.hongbao.contracts.event.ShareOpenedV1;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which event carries an effect.
 *
 * @param userId who opened a share, since a packet has one such event a share; 0 for other types
 */
public record EventId(String type, String orderNo, long userId) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The event that carries an effect on this user's wallet. */
    public static EventId to(String type, String orderNo, long userId) {
        return new EventId(type, orderNo, type.equals(ShareOpenedV1.TYPE) ? userId : 0);
    }

    /** An event as it is published; one that cannot be read is of user 0. */
    static EventId of(String type, String key, String value) {
        return to(type, key, type.equals(ShareOpenedV1.TYPE) ? userOf(value) : 0);
    }

    private static long userOf(String value) {
        try {
            return JSON.readTree(value).path("userId").asLong(0);
        } catch (JacksonException unreadable) {
            // Its consumer makes a dead letter of it.
            return 0;
        }
    }
}
