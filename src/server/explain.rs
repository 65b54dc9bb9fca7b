//! Why something applies or does not: the whole trace, and what would have to be different.

use super::nearness::{Miss, misses, nearest};
use super::{Language, Server, reason};
use crate::engine::Env;
use crate::engine::change::SurfaceKind;
use crate::engine::condition::{Condition, Known, OPERATORS, Operand, Verdict};
use crate::engine::decide::{Context, Decision, FlagReason, evaluate};
use crate::engine::json::Writer;
use crate::engine::rules::{Experience, Flag};
use alloc::string::String;

/// The trace of the last decision about an experience or a flag, as JSON; `null` for neither.
///
/// An experience: `{"id", "applied", "reason", "variant", "bucket", "sticky", "where", "who",
/// "needs", "split", "rivals", "nearest", "sentence"}`. A condition is
/// `{"verdict", "all" | "any" | "not" | "audience" | "attribute" …}` down to each clause with the
/// value `seen`. `rivals` are experiences of higher priority that apply and want the same
/// elements or the same place for a surface. `nearest` lists the smallest change that would have made
/// it apply.
#[must_use]
pub fn explain(env: &Env, server: &Server, id: &str, language: Language) -> String {
    let context = server.context();
    let rules = context.rules;
    let mut out = Writer::new(env);
    if let Some(experience) = rules
        .experiences
        .iter()
        .find(|experience| experience.id == id)
    {
        Trace {
            context: &context,
            language,
        }
        .experience(&mut out, experience);
    } else if let Some(flag) = rules.flags.iter().find(|flag| flag.id == id) {
        Trace {
            context: &context,
            language,
        }
        .flag(&mut out, flag);
    } else {
        return String::from("null");
    }
    out.finish()
}

struct Trace<'a> {
    context: &'a Context<'a>,
    language: Language,
}

impl Trace<'_> {
    fn flag(&self, out: &mut Writer<'_>, flag: &Flag) {
        let found = evaluate(self.context, flag);
        out.open('{')
            .key("id")
            .text(flag.id)
            .key("value")
            .value(found.value);
        let reason = FlagReason::ALL.get(found.reason as usize);
        out.key("reason").text(reason.map_or("", |(_, name)| name));
        out.key("rules").open('[');
        for index in flag.rules.clone() {
            if let Some(rule) = self.context.rules.experiences.get(index) {
                self.experience(out, rule);
            }
            if Some(index) == found.rule {
                break;
            }
        }
        out.close(']').close('}');
    }

    fn experience(&self, out: &mut Writer<'_>, experience: &Experience) {
        let decision = self.context.decide(experience);
        decision.open(out, experience);
        if let Some(bucket) = decision.bucket {
            out.key("bucket").number(bucket);
            out.key("sticky").boolean(decision.sticky);
        }
        out.key("where");
        self.condition(out, &experience.place);
        out.key("who");
        self.condition(out, &experience.who);
        self.needs(out, experience);
        self.split(out, experience);
        self.rivals(out, experience, &decision);
        let misses = misses(self.context, experience, &decision);
        out.key("nearest").open('[');
        for miss in &nearest(self.context, experience, &decision) {
            self.miss(out, miss);
        }
        out.close(']');
        out.key("sentence").text(&reason::sentence(
            self.language,
            decision.reason,
            &misses,
            self.context,
        ));
        out.close('}');
    }

    fn condition(&self, out: &mut Writer<'_>, condition: &Condition) {
        out.open('{')
            .key("verdict")
            .text(match self.context.evaluation.verdict(condition) {
                Verdict::Yes => "yes",
                Verdict::No => "no",
                Verdict::Unknown => "unknown",
            });
        match condition {
            Condition::All(parts) => self.parts(out, "all", parts),
            Condition::Any(parts) => self.parts(out, "any", parts),
            Condition::Not(part) => {
                out.key("not");
                self.condition(out, part);
            }
            Condition::Audience(index) => {
                let audiences = &self.context.rules.conditions.audiences;
                if let Some(audience) = audiences.get(*index) {
                    #[allow(clippy::cast_precision_loss)]
                    out.key("index").number(*index as f64).key("audience");
                    self.condition(out, audience);
                }
            }
            Condition::Clause(index) => self.clause(out, *index),
        }
        out.close('}');
    }

    fn parts(&self, out: &mut Writer<'_>, name: &str, parts: &[Condition]) {
        out.key(name).open('[');
        for part in parts {
            self.condition(out, part);
        }
        out.close(']');
    }

    fn clause(&self, out: &mut Writer<'_>, index: usize) {
        let Some(clause) = self.context.rules.conditions.clauses.get(index) else {
            return;
        };
        out.key("attribute")
            .text(self.context.rules.name(clause.subject));
        let operator = OPERATORS
            .iter()
            .find(|(_, operator)| *operator == clause.operator);
        out.key("operator")
            .text(operator.map_or("", |(name, _)| name));
        out.key("expected");
        match clause.operand {
            Operand::Value(value) => drop(out.value(value)),
            Operand::Ref(other) => {
                out.open('{')
                    .key("$ref")
                    .text(self.context.rules.name(other))
                    .close('}');
            }
        }
        self.seen(out, clause.subject);
    }

    /// The value of a subject; nothing for a missing one.
    fn seen(&self, out: &mut Writer<'_>, subject: usize) {
        match self.context.evaluation.known.get(subject) {
            Some(Known::Is(value)) => drop(out.key("seen").value(value)),
            Some(Known::Missing) => drop(out.key("missing").boolean(true)),
            _ => drop(out.key("unknown").boolean(true)),
        }
    }

    fn needs(&self, out: &mut Writer<'_>, experience: &Experience) {
        out.key("needs").open('[');
        for subject in &experience.rest.needs {
            out.open('{')
                .key("attribute")
                .text(self.context.rules.name(*subject));
            self.seen(out, *subject);
            out.close('}');
        }
        out.close(']');
    }

    fn split(&self, out: &mut Writer<'_>, experience: &Experience) {
        out.key("split").open('[');
        for variant in &experience.variants {
            let (from, to) = variant.range;
            out.open('{').key("variant").text(variant.id);
            out.key("from").number(from).key("to").number(to).close('}');
        }
        out.close(']');
    }

    /// Experiences that win what this one wants.
    fn rivals(&self, out: &mut Writer<'_>, experience: &Experience, decision: &Decision) {
        out.key("rivals").open('[');
        let slot = |one: &Experience| one.slot.map(SurfaceKind::slot);
        let rules = self.context.rules;
        let before = rules
            .order
            .iter()
            .filter_map(|index| rules.experiences.get(*index));
        for rival in before.take_while(|rival| rival.id != experience.id) {
            let meets = rival
                .probes
                .iter()
                .any(|probe| experience.probes.contains(probe))
                || slot(rival).is_some() && slot(rival) == slot(experience);
            if decision.variant.is_some() && meets && self.context.decide(rival).variant.is_some() {
                out.text(rival.id);
            }
        }
        out.close(']');
    }

    fn miss(&self, out: &mut Writer<'_>, miss: &Miss) {
        out.open('{');
        match miss {
            Miss::Clause { index, otherwise } => {
                out.key("change")
                    .text(if *otherwise { "avoid" } else { "meet" });
                self.clause(out, *index);
            }
            Miss::Need(subject) => {
                out.key("change")
                    .text("tell")
                    .key("attribute")
                    .text(self.context.rules.name(*subject));
            }
            Miss::Rule { member, value } => {
                out.key("change")
                    .text("rule")
                    .key("member")
                    .text(member)
                    .key("to")
                    .value(value);
            }
        }
        out.close('}');
    }
}
