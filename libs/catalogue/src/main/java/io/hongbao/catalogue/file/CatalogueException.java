package io.hongbao.catalogue.file;

/** A catalogue file breaks a rule: the message names the file, the line, the rule and the value. */
public final class CatalogueException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CatalogueException(String message) {
        super(message);
    }

    CatalogueException(String message, Throwable cause) {
        super(message, cause);
    }
}
