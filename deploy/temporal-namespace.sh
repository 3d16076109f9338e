#!/bin/sh
# The namespace with its retention, and the search attributes of cases (stack/components/temporal.ts says the same).
set -eu
until temporal operator cluster health; do sleep 2; done
temporal operator namespace describe --namespace default ||
  temporal operator namespace create --namespace default --retention 90d
temporal operator namespace update --namespace default --retention 90d
for attribute in CaseStage=Keyword RiskLevel=Keyword Hardship=Keyword Assignee=Keyword DueDate=Datetime SlaDue=Datetime; do
  temporal operator search-attribute create --namespace default --name "${attribute%=*}" --type "${attribute#*=}" ||
    echo "$attribute is there already"
done
