package io.hongbao.pay.bank;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All banks of this service. */
public final class BankChannels implements AutoCloseable {

    private record Route(String prefix, BankChannel channel) {}

    private final List<Route> longestFirst;
    private final Map<String, BankChannel> byName;

    /**
     * @param byPrefix the channel of all tokens that begin so, and with no longer prefix
     */
    public BankChannels(Map<String, BankChannel> byPrefix) {
        longestFirst =
                byPrefix.entrySet().stream()
                        .map(each -> new Route(each.getKey(), each.getValue()))
                        .sorted(Comparator.comparing(route -> -route.prefix().length()))
                        .toList();
        byName =
                byPrefix.values().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        BankChannel::name, Function.identity()));
    }

    /** The bank of a card token; empty when no prefix takes it. */
    public Optional<BankChannel> ofToken(String token) {
        return longestFirst.stream()
                .filter(route -> token.startsWith(route.prefix()))
                .map(Route::channel)
                .findFirst();
    }

    /** The bank that a document names; empty when there is no such bank any more. */
    public Optional<BankChannel> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Whether a new payment by this bank is to be refused before a document is made, because the
     * bank would not be asked: its breaker is open, or too many calls wait. Also for a bank that
     * there is not.
     */
    public boolean callsRefused(String name) {
        return named(name).map(BankChannel::callsRefused).orElse(true);
    }

    public Collection<BankChannel> all() {
        return byName.values();
    }

    @Override
    public void close() {
        all().forEach(BankChannel::close);
    }
}
