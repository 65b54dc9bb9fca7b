// A consent manager of the GPP for a visitor in the United States, made of the IAB's own package.
//
// Owns: two buttons. In: clicks. Out: `__gpp`. Must not: know of us.

import { CmpApi } from "@iabgpp/cmpapi";

const api = new CmpApi(10, 1);
api.setSupportedAPIs(["7:usnat", "8:usca"]);
api.setApplicableSections([7]);
const fields = { SaleOptOutNotice: 1, SharingOptOutNotice: 1, TargetedAdvertisingOptOutNotice: 1, MspaCoveredTransaction: 2 };

function choose(value) {
  api.setSignalStatus("not ready");
  for (const [name, number] of Object.entries(fields)) api.setFieldValue("usnat", name, number);
  for (const name of ["SaleOptOut", "SharingOptOut", "TargetedAdvertisingOptOut"]) api.setFieldValue("usnat", name, value);
  api.fireSectionChange("usnat");
}

for (const [id, act] of Object.entries({
  out: () => choose(1),
  in: () => choose(2),
  done: () => api.setSignalStatus("ready"),
})) {
  const button = document.body.appendChild(document.createElement("button"));
  button.id = button.textContent = id;
  button.onclick = act;
}
api.setCmpStatus("loaded");
