package io.hongbao.packet.content;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import io.hongbao.contracts.key.SecretKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.KeyAgreement;

/**
 * The key pair on the curve P-256 that a secret stands for, always the same: so an operator keeps
 * the same kind of secret here as everywhere else. The private number is 512 bits of the secret's
 * HMAC, reduced.
 *
 * <p>Source: FIPS 186-5, A.2.1, "Key pair generation using extra random bits".
 */
final class DeriveKey {

    private static final String PURPOSE = "moment content, part ";
    private static final ECParameterSpec P256 = Curve.P_256.toECParameterSpec();
    private static final BigInteger P = ((ECFieldFp) P256.getCurve().getField()).getP();
    private static final byte[] SAMPLE = PURPOSE.getBytes(StandardCharsets.UTF_8);

    private DeriveKey() {}

    static ECKey of(String id, SecretKey secret) {
        try {
            PrivateKey privateKey =
                    KeyFactory.getInstance("EC")
                            .generatePrivate(new ECPrivateKeySpec(number(secret), P256));
            BigInteger x = xOfPublic(privateKey);
            BigInteger y = yOf(x);
            for (BigInteger each : new BigInteger[] {y, P.subtract(y)}) {
                ECKey key = key(id, new ECPoint(x, each), privateKey);
                if (fits(key)) {
                    return key;
                }
            }
            throw new IllegalStateException("must have a public key: id=" + id);
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private static BigInteger number(SecretKey secret) {
        byte[] high = secret.mac(PURPOSE + 1);
        byte[] low = secret.mac(PURPOSE + 2);
        return new BigInteger(1, high)
                .shiftLeft(low.length * Byte.SIZE)
                .add(new BigInteger(1, low))
                .mod(P256.getOrder().subtract(BigInteger.ONE))
                .add(BigInteger.ONE);
    }

    /** The JDK multiplies points only to agree on keys: what is agreed on is the product's x. */
    private static BigInteger xOfPublic(PrivateKey privateKey) throws GeneralSecurityException {
        var generator =
                KeyFactory.getInstance("EC")
                        .generatePublic(new ECPublicKeySpec(P256.getGenerator(), P256));
        KeyAgreement multiply = KeyAgreement.getInstance("ECDH");
        multiply.init(privateKey);
        multiply.doPhase(generator, true);
        return new BigInteger(1, multiply.generateSecret());
    }

    /** One of the two y: a square root, which is a power since p is 3 modulo 4. */
    private static BigInteger yOf(BigInteger x) {
        BigInteger square =
                x.pow(3).add(P256.getCurve().getA().multiply(x)).add(P256.getCurve().getB()).mod(P);
        return square.modPow(P.add(BigInteger.ONE).shiftRight(2), P);
    }

    private static ECKey key(String id, ECPoint point, PrivateKey privateKey)
            throws GeneralSecurityException {
        var publicKey =
                (ECPublicKey)
                        KeyFactory.getInstance("EC")
                                .generatePublic(new ECPublicKeySpec(point, P256));
        return new ECKey.Builder(Curve.P_256, publicKey)
                .privateKey(privateKey)
                .keyID(id)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .build();
    }

    private static boolean fits(ECKey key) throws JOSEException {
        var header = new JWSHeader(JWSAlgorithm.ES256);
        return new ECDSAVerifier(key)
                .verify(header, SAMPLE, new ECDSASigner(key).sign(header, SAMPLE));
    }
}
