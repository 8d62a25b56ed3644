"""The English words by which a kind of work is known.

Three strengths: words that nearly prove it, words that speak for it, words that lean to it.
`migrat*` is any word that begins so, `roll_out` is two words in a row.
"""

WORDS: dict[str, tuple[str, str, str]] = {
    "feature": (
        "implement* feature* user_stor* as_a_user as_an_admin dark_mode two-factor wishlist",
        "add allow* enable support_for let let_users let_people filter* export* sign-in ability "
        "introduce option* build_a button* page toggle* checkbox* field* drag form search csv "
        "login opt-in reminder* bookmark* pagination notification* push mute* pin* real-time",
        "new want* acceptance user users customer_wants default mode develop build make screen "
        "per_user beta widget* create shortcut* settings",
    ),
    "bug": (
        "bug* bugfix* crash* traceback* stack_trace reproduc* regression* nullpointer* "
        "does_nothing nothing_happens defect* glitch* unicodeencodeerror typeerror broken_link*",
        "error* exception* fails fail failing broken wrong* incorrect* doesn't does_not not_work* "
        "cannot can't expected actual fix freez* flicker* duplicat* blank misaligned stuck "
        "logged_out missing off_by sentry unexpected* hangs disappear* lost empty_page",
        "instead issue problem* sometimes since twice console log never stale invalid shows",
    ),
    "incident": (
        "outage* incident* postmortem* post-mortem downtime is_down down_since sev1 sev-1 p1 "
        "site_down root_cause_analysis on_call_alert service_disruption unavailable failover_now",
        "production_is on_call status_page 500s 502 503 time_out timing_out alert* pager* emergency",
        "down lost_orders since restart* urgent* immediately 500",
    ),
    "release": (
        "release* ship app_store play_store changelog* release_notes rollout roll_out go-live "
        "go_live hotfix* roll_it_out",
        "version* tag publish_the_app publish_to staging publish deploy* smoke_test* freeze "
        "cut_a sign_the installers cherry-pick bump_version",
        "branch announce customers production build store launch",
    ),
    "infrastructure": (
        "terraform* kubernetes k8s provision* ci ci/cd cd_pipeline pipeline* ansible helm "
        "infrastructure vpn load_balancer* self-host* docker_compose",
        "set_up cluster* server* monitoring docker* dns staging hosting deploy_pipeline "
        "nginx github_actions gitlab_ci autoscal* logging bucket* virtual_machine* environment "
        "grafana prometheus firewall* subnet* network vm vms",
        "cloud aws gcp azure node nodes runner* domain install configure cache backup*",
    ),
    "migration": (
        "migrat* move_from move_our move_the_data get_off switch_over cutover cut-over port_to "
        "data_transfer switch_from switch_to import_the_old phase_out",
        "downtime import transfer convert* from_mysql from_oracle legacy old_system mailboxes "
        "decommission* replace_the_old retire export_from schema",
        "old database move mysql postgresql postgres oracle contacts along crm",
    ),
    "refactoring": (
        "refactor* technical_debt tech_debt restructur* decoupl* untangle* simplify_the_code "
        "no_change_in_behavio* behavio*_must_not dedupe split_up split_the code_smell*",
        "extract rewrite rename_the clean_up_the_code modular* own_package own_module class "
        "classes duplicat* consolidate legacy_code monolith* spaghetti god_object",
        "split module* package function* code codebase copy readab* separate",
    ),
    "performance": (
        "slow* performance speed speed_up optimi* latency n+1 memory_leak throughput bottleneck* "
        "memory_usage cpu_usage faster lighthouse",
        "milliseconds ms percentile index profile* seconds_to takes_seconds memory cpu cache_hit "
        "leak* load_time takes hours_to time_to_first lag lags laggy",
        "seconds second hours minutes index cache target below under",
    ),
    "security": (
        "security vulnerab* pentest* penetration_test* leaked cve* hsts xss csrf sql_injection "
        "audit_log rotate_the rotate_keys owasp brute_force secrets encrypt* phishing malware "
        "harden* ddos",
        "https attack* exploit* revoke* password_policy permissions_audit token_leak auditor* "
        "firewall path_traversal misuse api_keys credential* threat* breach* gdpr mfa",
        "tls access keys secret guests rotate password* size_limits",
    ),
    "testing": (
        "unit_test* load_test* end-to-end e2e test_coverage test_suite test_plan integration_test* "
        "regression_test* playwright cypress selenium qa smoke-test* fuzz* acceptance_test* "
        "write_tests flaky",
        "tests coverage test testing k6 pytest jest test_cases edge_cases manual_test*",
        "cover by_hand scenario* mock* fixture* verify",
    ),
    "integration": (
        "integrat* connect_the webhook* connector* single_sign-on sso_with sync_with api_of "
        "tracking_api third-party stripe zendesk slack_bot salesforce hubspot oauth_with",
        "sync* connect sandbox both_directions api paypal dhl sso twilio zapier import_from "
        "calendar_sync callback*",
        "credentials test_account partner* endpoint client_library vault",
    ),
    "maintenance": (
        "maintenance renew* certificate* bumps upgrade_dependenc* dependenc* dependabot "
        "housekeeping clean_up_old log_rotation rotate_logs end_of_life out_of_support "
        "restore_test vacuum_the",
        "upgrade* update_node update_django update_python prune* expire* wildcard stale "
        "backup* patch* cleanup clean_up archive quarterly disk_space minor_versions purge",
        "update old outdated versions older support branches flags toolchain lts",
    ),
    "design": (
        "redesign* wireframe* mockup* mock-up* logo* icon* figma sketch* new_look illustrat* "
        "style_guide design_system brand* ux ui_kit prototype_the banner* visual*",
        "design* layout* typograph* colour_palette color_palette svg poster* flyer* look_and_feel "
        "usability_test* landing_page_design screens mobile_view",
        "pixel* grid colour* color* font* phone page examples",
    ),
    "research": (
        "research* evaluat* investigat* spike find_out_why feasib* compare which should_we "
        "proof_of_concept poc explore market_analysis benchmark_the competitor*",
        "recommendation options pros_and_cons find_out analyse_why study look_into assess alternatives "
        "figure_out understand_why interviews_with can_we decide_between pick_a choose_a",
        "why whether vs versus talk_to funnel decision open_source learn_about",
    ),
    "writing": (
        "blog* article* newsletter* press_release* essay* copywriting story_about op-ed column "
        "white_paper whitepaper ghostwrite case_study chapter novel short_story editorial",
        "write draft* words post outline* editor proofread* text_for publish_on speech obituary "
        "podcast_script script_for caption*",
        "honest review headline* quote* tone stories publish",
    ),
    "documentation": (
        "document documentation readme* runbook* docs wiki manual* handbook* how-to user_guide "
        "api_reference docstring* changelog_guide faq knowledge_base playbook* onboarding_guide "
        "style_guide_for",
        "instructions guide openapi tutorial* reference describe_how write_down screenshots "
        "diagram* help_page help_article procedure*",
        "explain example* out_of_date step-by-step locally describe",
    ),
    "translation": (
        "translat* locali* subtitl* spanish_version german_version french_version english_version "
        "into_polish into_spanish into_german into_french into_russian into_english i18n l10n "
        "proofread_the_translation interpreter*",
        "glossary native_speaker* strings language* multilingual polish spanish german french "
        "italian chinese japanese portuguese",
        "version agency english russian terms",
    ),
    "presentation": (
        "presentation* slides slide_deck deck keynote* pitch talk_about talk_at prepare_a_talk "
        "lightning_talk demo_day give_a_talk powerpoint",
        "slide a_talk tech_talk live_demo rehears* speak speaker conference_talk minutes_for board_meeting",
        "investor* demo audience story guild",
    ),
    "report": (
        "report* dashboard* kpi* metrics churn_numbers statistics monthly_numbers sales_figures "
        "data_analysis analyse_the_data analyze_the_data spreadsheet_of weekly_report",
        "numbers chart* figures by_region by_product by_plan median percentile calculate quarterly_review "
        "breakdown trend* pivot* summary_of forecast* analytics",
        "export monthly weekly per_team data last_12 pdf excel",
    ),
    "event": (
        "party birthday* offsite conference_day webinar* workshop* celebrat* hackathon* open_day "
        "meetup* wedding* ceremony christmas_party barbecue* bbq anniversary concert* festival* "
        "team_building reunion* tournament* fundraiser* exhibition*",
        "event* guests catering invitations venue* invite organise organize rsvp registrations "
        "summer programme speakers trade_fair",
        "people book guest saturday cake restaurant date",
    ),
    "meeting": (
        "meeting* kick-off kickoff retro* stand-up standup sync_with_the_team one-on-one 1:1 "
        "workshop_with call_with schedule_a agenda sprint_review sprint_planning planning_session "
        "town_hall all-hands appointment*",
        "schedule call discuss* timebox* calendar minutes_of attend* video_call conference_call invite",
        "minutes remote hour participants slot* office zoom teams",
    ),
    "purchase": (
        "buy* purchas* order_new order_the groceries shopping* procure* desks laptops "
        "business_cards quote_from supplier* subscription_to gift* shopping_list licences_for "
        "replacement_for order_a order_some",
        "order pieces price* shop* vendor* at_most budget_of office_supplies no_more_than chair* "
        "monitors printer* furniture equipment coffee_machine headset* present_for",
        "each pay budget cheap* warranty deliver* keyboard store amazon",
    ),
    "hiring": (
        "hire* hiring recruit* candidate* vacanc* job_ad* job_post* job_offer interviews_for "
        "headcount applicants find_a_developer resume* cv cvs job_description",
        "salary interview* senior junior position full-time part-time freelanc* role staff "
        "developer_for engineer_for find_a intern",
        "developer engineer remote start experience years paid_task probation contractor",
    ),
    "onboarding": (
        "onboard onboarding_of first_week first_day new_hire* newcomer* new_colleague* new_employee* "
        "induction probation welcome_pack onboarding_plan new_joiner* new_starter*",
        "starts_on starts_monday buddy introduce accounts_for onboarding introduction_to_the_team "
        "joins_us our_new settle_in training_plan",
        "laptop accounts starts team monday joins",
    ),
    "learning": (
        "learn* exam* course* certification* study* pass_the homework thesis lecture* tutorial_on "
        "self-study practise practice flashcard* curriculum driving_licence",
        "module hours_a_week half_an_hour training lessons class_in read_the_book level quiz* "
        "workshop_on degree pass",
        "german a2 b1 final_project book chapters week",
    ),
    "marketing": (
        "campaign* marketing seo ads advert* promot* google_ranking landing_page_for linkedin "
        "social_media influencer* target_audience brand_awareness lead_generation newsletter_campaign "
        "instagram tiktok facebook giveaway*",
        "sign-ups leads conversion* banner* audience trial_sign-ups followers reach mailing "
        "ranking launch_campaign keyword* press",
        "spend goal plan customers posts existing site",
    ),
    "travel": (
        "travel* trip* holiday* vacation* visa* flight* hotel* itinerary business_trip passport* "
        "airbnb cruise* backpacking road_trip",
        "ferry train tickets nights luggage airport book_flights weekend_in sightseeing hostel "
        "rental_car camping",
        "conference two_weeks adults walking_distance july dog",
    ),
    "contract": (
        "contract nda agreement* lawyer* legal terms_of_service privacy_policy clause* lease "
        "licence_agreement sign_the_contract terms_and_conditions gdpr_agreement power_of_attorney "
        "trademark* statute* notary compliance",
        "contracts sign signed signature* terms attorney counsel amendment* renewal liabilit* "
        "termination notice_period policy",
        "approve draft company ends price review",
    ),
    "payment": (
        "pay tax* vat invoice* payroll reimburse* tax_return* bookkeeping budget_for expenses "
        "accounting balance_sheet salaries bill bills annual_accounts insurance_premium refund_the "
        "expense_report wire_transfer",
        "receipts adviser purchase_order payable bank_transfer deadline_is rate overdue dunning "
        "fiscal audit_the_books bank budget hourly",
        "hours amount form deadline due april",
    ),
    "support": (
        "customer_can't customer_cannot complaint* reply_to answer_the support_ticket "
        "help_desk helpdesk refund_request ticket_from customer_request respond_to apologi* "
        "customer_complain* user_can't",
        "reply answer wrote help_him help_her help refund* billed customer_asks get_past "
        "mrs mr complains ticket wants assist",
        "customer account demo please call hotel today she he",
    ),
    "relocation": (
        "relocat* new_flat new_apartment new_house new_office moving_day removal_company movers "
        "move_to_the_new moving_van move_out move_house move_into",
        "pack_the boxes flat apartment landlord keys_on hand_over pack change_of_address unpack",
        "keys floor lift lease van room",
    ),
    "repair": (
        "repair* leak_in_the leaking dripping plumb* renovat* squeak* squeal* paint_the "
        "replace_the_tap car_service mechanic electrician rotten fence* roof* boiler* puncture "
        "washing_machine dishwasher fix_the_door refurbish* tyre* tire_change mend",
        "tap pipe* brakes chain kitchen bathroom washer door window lock garage bike garden "
        "storm floorboard* wall tiles heating lamp furniture_repair",
        "fix broken replace screw* board boards tool tools car",
    ),
    "household": (
        "spring_cleaning laundry vacuum_the_house dishes housework chore* tidy* declutter* mow* "
        "walk_the_dog water_the_plants water_the clean_the_house clean_the_kitchen iron_the "
        "cook* dinner meal* gardening feed_the clean_out take_out_the babysit*",
        "windows balcony wardrobe attic cellar plants dog cat garage kids trash recycling "
        "kitchen cupboard neighbours*",
        "clean every_evening weekly home house evening",
    ),
    "survey": (
        "survey* questionnaire* poll nps feedback_form user_interviews customer_interviews "
        "focus_group ask_our_users ask_customers",
        "satisf* open_questions responses respondents anonymous feedback likert questions",
        "ask ten customers question* results",
    ),
}
