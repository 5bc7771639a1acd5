package io.hongbao.serving.overload;

import io.hongbao.contracts.overload.AdmissionRank;
import jakarta.servlet.http.HttpServletResponse;

/** Says in an answer what is admitted, when that is not everything. */
public final class TellAdmitted {

    private TellAdmitted() {}

    public static void in(HttpServletResponse response, Admission admission) {
        int ranks = admission.admitted();
        if (ranks < AdmissionRank.ALL) {
            response.setHeader(AdmissionRank.HEADER, Integer.toString(ranks));
        }
    }
}
