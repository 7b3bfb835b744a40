-- event:   format_proposals
-- returns: per proposal that is not posted: proposal_id, number, line_count, unknown_lines (in groups, not on the proposal)
-- keeps:   a line stands in one group or in none; amounts and tax do not change
-- source:  docs/rules/proposals.md#format-groups

with picked as (
    select id, number, line_count
      from accounting_proposal
     where company_id = %(company_id)s
       and id = any(%(proposal_ids)s::bigint[])
       and status in ('header_only', 'populated')
     order by id
       for update
),

named as (
    select proposal_id, line_no, group_no, title, is_summary
      from unnest(%(group_proposal_ids)s::bigint[], %(line_nos)s::integer[], %(group_nos)s::integer[],
                  %(titles)s::text[], %(summaries)s::boolean[])
             as named (proposal_id, line_no, group_no, title, is_summary)
),

alike as (
    select line.proposal_id, line.line_no,
           case %(grouped_by)s::text
               when 'project' then actual.project_id
               when 'task' then actual.task_id
               when 'role' then actual.role_id
               when 'person' then actual.resource_id
               when 'category' then actual.category_id
               when 'contract_line' then actual.contract_line_id
           end as record_id,
           case when %(grouped_by)s::text = 'month' then date_trunc('month', actual.transaction_date) end
               as month,
           case %(grouped_by)s::text
               when 'project' then coalesce(nullif(project.name, ''), project.code)
               when 'task' then task.name
               when 'role' then role.name
               when 'person' then resource.name
               when 'category' then category.name
               when 'contract_line' then contract_line.name
               when 'month' then to_char(actual.transaction_date, 'MM/YYYY')
           end as title
      from picked
      join accounting_proposal_line as line on line.proposal_id = picked.id
      join actuals_actual as actual on actual.id = line.actual_id
      left join masterdata_project as project on project.id = actual.project_id
      left join masterdata_task as task on task.id = actual.task_id
      left join masterdata_role as role on role.id = actual.role_id
      left join masterdata_resource as resource on resource.id = actual.resource_id
      left join masterdata_category as category on category.id = actual.category_id
      left join agreements_contract_line as contract_line on contract_line.id = actual.contract_line_id
),

grouped as (
    select proposal_id, line_no,
           dense_rank() over (partition by proposal_id order by month, title, record_id)::integer as group_no,
           title, %(is_summary)s::boolean as is_summary
      from alike
     where title <> ''
     union all
    select proposal_id, line_no, group_no, title, is_summary
      from named
),

formatted as (
    update accounting_proposal_line as line
       set group_no = grouped.group_no,
           group_title = coalesce(grouped.title, ''),
           group_is_summary = coalesce(grouped.is_summary, false)
      from picked
      join accounting_proposal_line as each on each.proposal_id = picked.id
      left join grouped
        on grouped.proposal_id = each.proposal_id
       and grouped.line_no = each.line_no
     where line.proposal_id = each.proposal_id
       and line.line_no = each.line_no
),

touched as (
    update accounting_proposal as proposal
       set act_id = %(act_id)s
      from picked
     where proposal.id = picked.id
)

select picked.id as proposal_id, picked.number, picked.line_count,
       array(select distinct named.line_no
               from named
              where named.proposal_id = picked.id
                and not exists (select
                                  from accounting_proposal_line as line
                                 where line.proposal_id = named.proposal_id
                                   and line.line_no = named.line_no)
              order by named.line_no) as unknown_lines
  from picked
 order by picked.id
