package io.hongbao.contracts.routing;

/**
 * One running copy of a service.
 *
 * @param url where it listens, without a path; also its identity
 * @param zone where it stands
 */
public record Instance(String url, String zone) {

    /** The URL without its scheme, for names of lanes and threads. */
    public String hostAndPort() {
        return url.substring(url.indexOf("//") + 2);
    }
}
