/// The control plane's door: a second port that takes snapshots and tells what was counted. Every
/// request but `/healthz` carries the token.
package dev.surgeline.gateway.admin;
