package io.hongbao.contracts.key;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keys by the day from which they hold: the key of a day is the newest that began on or before it.
 * What an old key made keeps its form for ever, so old keys stay.
 */
public final class DayKeys {

    private final NavigableMap<LocalDate, SecretKey> keys;

    public DayKeys(Map<LocalDate, SecretKey> keysFromDay) {
        if (keysFromDay.isEmpty()) {
            throw new IllegalArgumentException("must have a key");
        }
        keys = new TreeMap<>(keysFromDay);
    }

    /** Empty for days before the first key. */
    public Optional<SecretKey> forDay(LocalDate day) {
        return Optional.ofNullable(keys.floorEntry(day)).map(Map.Entry::getValue);
    }

    public boolean anyLocalOnly() {
        return keys.values().stream().anyMatch(SecretKey::localOnly);
    }
}
