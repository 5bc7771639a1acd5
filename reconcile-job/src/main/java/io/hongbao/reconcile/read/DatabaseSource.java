package io.hongbao.reconcile.read;

/**
 * One database to read.
 *
 * @param name how reports call it
 * @param url JDBC URL of MySQL Connector/J
 */
public record DatabaseSource(String name, String url, String user, String password) {

    @Override
    public String toString() {
        return name + " at " + url;
    }
}
