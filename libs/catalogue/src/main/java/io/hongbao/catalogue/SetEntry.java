package io.hongbao.catalogue;

import io.hongbao.contracts.id.SetId;

/**
 * One SET of the catalogue.
 *
 * @param url JDBC URL of its primary, without user and password
 * @param zone where it stands; instances in the same zone are preferred as owners
 * @param weight its part of new orders, 0 to 10,000; 0 drains it
 * @param isNew whether its database may be one that nobody has used; says nothing of one that is
 *     this SET's already
 */
public record SetEntry(SetId id, String url, String city, String zone, int weight, boolean isNew) {

    /** It gets no new orders; what it has is served. */
    public boolean drained() {
        return weight == 0;
    }

    /** Its URL without what follows the question mark. */
    public String address() {
        return url.split("\\?", 2)[0];
    }

    /** Whether the other is the same SET at the same place, whatever its weight, new or not. */
    public boolean samePlace(SetEntry other) {
        return new SetEntry(other.id, other.url, other.city, other.zone, weight, isNew)
                .equals(this);
    }
}
