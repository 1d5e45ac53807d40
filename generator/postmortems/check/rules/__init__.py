"""The rules, one module each, named after the problem; the docstring is the rule's page."""

from ..rule import Rule
from .action_overdue import action_overdue
from .action_without_due_date import action_without_due_date
from .action_without_kind import action_without_kind
from .action_without_measure import action_without_measure
from .action_without_owner import action_without_owner
from .action_without_state import action_without_state
from .action_without_tracker import action_without_tracker
from .action_without_verb import action_without_verb
from .alert_before_detected import alert_before_detected
from .animated_language import animated_language
from .blame import blame
from .cause_without_effect import cause_without_effect
from .circular_causes import circular_causes
from .counterfactual import counterfactual
from .customer_data import customer_data
from .diagram_does_not_parse import diagram_does_not_parse
from .done_without_day import done_without_day
from .duration_disagrees import duration_disagrees
from .email_address import email_address
from .event_before_start import event_before_start
from .event_far_off import event_far_off
from .evidence_contradicts import evidence_contradicts
from .evidence_outside_window import evidence_outside_window
from .evidence_unreadable import evidence_unreadable
from .evidence_without_zone import evidence_without_zone
from .factor_without_action import factor_without_action
from .first_error_before_started import first_error_before_started
from .folder_day_differs import folder_day_differs
from .handle import handle
from .impact_without_number import impact_without_number
from .implausible_due_date import implausible_due_date
from .implausible_length import implausible_length
from .internal_link_in_public import internal_link_in_public
from .ip_address import ip_address
from .kinds_of_action_missing import kinds_of_action_missing
from .live_dashboard_link import live_dashboard_link
from .luck_without_action import luck_without_action
from .missing_phase import missing_phase
from .mixed_offsets import mixed_offsets
from .near_miss_without_barrier import near_miss_without_barrier
from .no_affected_service import no_affected_service
from .no_communication import no_communication
from .no_detection_method import no_detection_method
from .no_stabilization import no_stabilization
from .no_start_time import no_start_time
from .no_summary import no_summary
from .no_timeline import no_timeline
from .outage_for_degradation import outage_for_degradation
from .owner_is_a_team import owner_is_a_team
from .phases_unordered import phases_unordered
from .placeholder import placeholder
from .postmortem_overdue import postmortem_overdue
from .published_without_day import published_without_day
from .related_not_named import related_not_named
from .repeat_without_action import repeat_without_action
from .resolved_without_actions import resolved_without_actions
from .resolved_without_lessons import resolved_without_lessons
from .root_cause_incomplete import root_cause_incomplete
from .secret import secret
from .section_left_blank import section_left_blank
from .status_disagrees import status_disagrees
from .summary_too_long import summary_too_long
from .time_in_the_future import time_in_the_future
from .timeline_unordered import timeline_unordered
from .title_without_symptom import title_without_symptom
from .training_only import training_only
from .undetected_without_alarm import undetected_without_alarm
from .unknown_without_reason import unknown_without_reason
from .vague_action import vague_action
from .vague_number import vague_number
from .verified_before_done import verified_before_done

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        action_overdue,
        action_without_due_date,
        action_without_kind,
        action_without_measure,
        action_without_owner,
        action_without_state,
        action_without_tracker,
        action_without_verb,
        alert_before_detected,
        animated_language,
        blame,
        cause_without_effect,
        circular_causes,
        counterfactual,
        customer_data,
        diagram_does_not_parse,
        done_without_day,
        duration_disagrees,
        email_address,
        event_before_start,
        event_far_off,
        evidence_contradicts,
        evidence_outside_window,
        evidence_unreadable,
        evidence_without_zone,
        factor_without_action,
        first_error_before_started,
        folder_day_differs,
        handle,
        impact_without_number,
        implausible_due_date,
        implausible_length,
        internal_link_in_public,
        ip_address,
        kinds_of_action_missing,
        live_dashboard_link,
        luck_without_action,
        missing_phase,
        mixed_offsets,
        near_miss_without_barrier,
        no_affected_service,
        no_communication,
        no_detection_method,
        no_stabilization,
        no_start_time,
        no_summary,
        no_timeline,
        outage_for_degradation,
        owner_is_a_team,
        phases_unordered,
        placeholder,
        postmortem_overdue,
        published_without_day,
        related_not_named,
        repeat_without_action,
        resolved_without_actions,
        resolved_without_lessons,
        root_cause_incomplete,
        secret,
        section_left_blank,
        status_disagrees,
        summary_too_long,
        time_in_the_future,
        timeline_unordered,
        title_without_symptom,
        training_only,
        undetected_without_alarm,
        unknown_without_reason,
        vague_action,
        vague_number,
        verified_before_done,
    )
}
"""Every rule by its name."""
