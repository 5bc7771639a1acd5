package io.hongbao.catalogue;

import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.catalogue.file.CatalogueFile;
import io.hongbao.catalogue.file.CatalogueFile.Entry;
import io.hongbao.catalogue.file.CatalogueFile.Field;
import io.hongbao.contracts.event.Topics;
import io.hongbao.contracts.id.UserId;
import io.hongbao.contracts.routing.WalletSlot;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The wallet shards there are, as {@code wallets.yaml} lists them: together they hold every slot.
 */
public record WalletCatalogue(List<WalletShard> shards) {

    private static final Set<String> FIELDS = Set.of("id", "url", "slots", "new");
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern SLOTS = Pattern.compile("(\\d{1,2})-(\\d{1,2})");
    private static final int SLOTS_A_PARTITION = WalletSlot.COUNT / Topics.PARTITIONS;

    public WalletCatalogue {
        shards = List.copyOf(shards);
    }

    /** Reads and checks the file; throws {@link CatalogueException} on the first mistake. */
    public static WalletCatalogue read(Path path) {
        return of(CatalogueFile.read(path, "wallets", FIELDS));
    }

    static WalletCatalogue parse(String name, String text) {
        return of(CatalogueFile.parse(name, text, "wallets", FIELDS));
    }

    public WalletShard shardOf(WalletSlot slot) {
        return shards.stream()
                .filter(shard -> shard.holds(slot))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("every slot has a shard: " + slot));
    }

    public WalletShard shardOf(UserId user) {
        return shardOf(WalletSlot.of(user));
    }

    private static WalletCatalogue of(List<Entry> entries) {
        var ids = new HashSet<String>();
        var urls = new HashSet<String>();
        var catalogue =
                new WalletCatalogue(
                        entries.stream().map(entry -> shard(entry, ids, urls)).toList());
        for (int slot = 0; slot < WalletSlot.COUNT; slot++) {
            catalogue.checkHolders(entries, new WalletSlot(slot));
        }
        return catalogue;
    }

    private void checkHolders(List<Entry> entries, WalletSlot slot) {
        List<WalletShard> holders = shards.stream().filter(shard -> shard.holds(slot)).toList();
        if (holders.isEmpty()) {
            Entry first = entries.getFirst();
            throw first.file()
                    .mistake(first.line(), "must hold every slot: missing=" + slot.number());
        }
        if (holders.size() > 1) {
            Entry second = entries.get(shards.indexOf(holders.get(1)));
            throw second.required("slots")
                    .mistake("must not hold a slot of " + holders.getFirst().id());
        }
    }

    private static WalletShard shard(Entry entry, Set<String> ids, Set<String> urls) {
        Field id = entry.required("id");
        if (!ID.matcher(id.text()).matches()) {
            throw id.mistake("must be lower-case letters, digits and -");
        }
        if (!ids.add(id.text())) {
            throw id.mistake("must be the id of one wallet");
        }
        Field slots = entry.required("slots");
        Matcher range = SLOTS.matcher(slots.text());
        if (!range.matches()) {
            throw slots.mistake("must be a range like 0-49");
        }
        int from = Integer.parseInt(range.group(1));
        int to = Integer.parseInt(range.group(2));
        if (from > to) {
            throw slots.mistake("must begin before it ends");
        }
        // Else one partition of Kafka would carry the credits of two shards.
        if (from % SLOTS_A_PARTITION != 0 || (to + 1) % SLOTS_A_PARTITION != 0) {
            throw slots.mistake("must begin and end at multiples of " + SLOTS_A_PARTITION);
        }
        return new WalletShard(
                id.text(),
                JdbcUrls.checked(entry.required("url"), urls),
                from,
                to,
                entry.says("new"));
    }
}
