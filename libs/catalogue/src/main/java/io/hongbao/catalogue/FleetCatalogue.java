package io.hongbao.catalogue;

import io.hongbao.catalogue.file.CatalogueException;
import io.hongbao.catalogue.file.CatalogueFile;
import io.hongbao.catalogue.file.CatalogueFile.Entry;
import io.hongbao.catalogue.file.CatalogueFile.Field;
import io.hongbao.contracts.routing.Instance;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The instances there are, as {@code fleet.yaml} lists them. */
public record FleetCatalogue(List<Instance> packetService, List<Instance> payService) {

    private static final String PACKET_SERVICE = "packet-service";
    private static final String PAY_SERVICE = "pay-service";
    private static final Set<String> FIELDS = Set.of("url", "zone");

    /** No path, and nothing behind the port: the URL is an instance's name. */
    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9.\\-\\[\\]:]+");

    public FleetCatalogue {
        packetService = List.copyOf(packetService);
        payService = List.copyOf(payService);
    }

    /** Throws {@link CatalogueException} on the first mistake. */
    public static FleetCatalogue parse(String name, String text) {
        var lists =
                CatalogueFile.parseLists(name, text, Set.of(PACKET_SERVICE, PAY_SERVICE), FIELDS);
        var urls = new HashSet<String>();
        return new FleetCatalogue(
                instances(lists.getOrDefault(PACKET_SERVICE, List.of()), urls),
                instances(lists.getOrDefault(PAY_SERVICE, List.of()), urls));
    }

    private static List<Instance> instances(List<Entry> entries, Set<String> urls) {
        return entries.stream().map(entry -> instance(entry, urls)).toList();
    }

    private static Instance instance(Entry entry, Set<String> urls) {
        Field url = entry.required("url");
        if (!URL.matcher(url.text()).matches()) {
            throw url.mistake("must be http://host:port");
        }
        if (!urls.add(url.text())) {
            throw url.mistake("must be the address of one instance");
        }
        return new Instance(url.text(), entry.required("zone").text());
    }
}
