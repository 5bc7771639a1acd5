package io.hongbao.pay.bank.http;

import io.hongbao.pay.bank.BankChannel;
import io.hongbao.pay.bank.BankChannelKind;
import io.hongbao.pay.bank.BankRefusal;
import io.hongbao.pay.bank.BankSettings;
import io.hongbao.pay.bank.BankSettings.Bank;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Kind {@code http}. */
public final class HttpBank implements BankChannelKind {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final JsonMapper json;

    public HttpBank(JsonMapper json) {
        this.json = json;
    }

    @Override
    public String kind() {
        return "http";
    }

    @Override
    public BankChannel channel(String name, Bank settings, BankRefusal refusal) {
        String url = url(BankSettings.setting(name, "url"), settings.url());
        String secret = secret(BankSettings.setting(name, "secret"), settings.secret());
        var calls = new BankHttp(url, secret, settings.connectMax(), refusal);
        return new HttpBankChannel(name, calls, json);
    }

    private static String url(String setting, @Nullable URI url) {
        if (url == null
                || url.getScheme() == null
                || url.getHost() == null
                || !SCHEMES.contains(url.getScheme())
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException("must be http(s)://host[:port][/path]: " + setting);
        }
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static String secret(String setting, @Nullable String secret) {
        if (secret == null
                || secret.isEmpty()
                || !secret.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
            throw new IllegalArgumentException("must be visible ASCII characters: " + setting);
        }
        return secret;
    }
}
