"""The English words by which a kind of work is known.

`migrat*` is any word that begins so, `roll_out` is two words in a row.
"""

from suggestions.planner.words import Words

WORDS: dict[str, Words] = {
    "feature": Words(
        certain="""
            as_a_customer as_a_driver as_a_member as_a_teacher as_a_user as_an_admin
            audio_messages autocomplete be_able_to bulk_edit customers_can dark_mode drag_and_drop
            feature* group_chat implement* infinite_scroll keyboard_shortcut* live_preview
            multi-language multi-select opt-out pagination rate_limits_for saved_search*
            self-registration self-service should_be_able_to undo user_can user_stor*
            voice_messages wishlist would_like_to_be_able
        """,
        usual="""
            ability add add_to_favourites admin_can allow* attachments autosave badge*
            barcode_scan* bookmark* build_a button* calendar_view checkbox* comments_on display
            download_as drag enable export* export_as export_to_pdf favourites field* filter*
            filter_by from_the_app in_one_click in_one_go in_the_app introduce invite_by let
            let_people let_users login map_view moderators_can mute* notification*
            notifications_when notify_the offline_mode onboarding_tour opt-in page per-user pin
            print_view push qr qr_codes rate_a read-only real-time recurring remember_me reminder
            reminder* reminders roles_for save_a search_by share_a show sign-in sort_by
            status_page_for subscribe_to support support_for tagging tags toggle toggle* tooltip*
            track_the upload_a watchlist without_an_account without_registration
        """,
        hint="""
            acceptance accessibility asked_for_it asked_twice automatically beta build
            checkout_page choose configurable create customer_asked customer_wants default develop
            dropdown keyboard manually mobile mode new nice_to_see offer_to opens per_user
            profile_page requested rows screen shortcut* sign-up tick today_only user users
            users_asked want* we_lose widget*
        """,
    ),
    "bug": Words(
        certain="""
            404 after_the_update are_not_shown blank_page broken_image broken_layout broken_link*
            bug bugfix* charged_twice counted_twice crash* defect* does_not_load does_nothing
            doesn't_load doesn't_open double-booked error_in error_message error_on error_when
            exception_in forgets_the garbled glitch* go_to_spam goes_to_spam has_the_wrong
            ignores_the infinite_loop is_cut isn't_saved isn't_shown jams keeps_asking
            keeps_crashing keyerror layout_is_broken loses_the memory_corruption memory_error
            missing_translation never_arrives never_ends no_longer_works not_clickable not_loading
            not_saved not_translated nothing_happens null_pointer nullpointer* off-by-one overlaps
            overwrites race_condition regression* reproduc* segfault sent_twice shows_the_wrong
            shows_up_twice shows_wrong since_the_update since_the_upgrade since_we_changed
            stack_trace stopped_working sums_up_wrong syntaxerror traceback* twice_in typeerror
            typo unicodeencodeerror valueerror white_screen won't_load won't_open won't_start
            wrong_amount wrong_date wrong_language wrong_name wrong_order wrong_result wrong_time
            wrong_total wrong_year
        """,
        usual="""
            actual although blank broken can't cannot closes_itself comes_back corrupt* crashes
            cut_off denied disappear* disappears does_not doesn't duplicat* edge empty_page error*
            even_though exception* expected fail failing fails firefox fix flicker* freez* freezes
            garbage hangs ignores incorrect* intermittent invisible linux logged_out looks_fine
            loses lost mac misaligned miscalculat* mismatch missing missing_from mixed_up mixes_up
            nan never_comes_out not_found not_sure_about not_work* not_working null off_by offset
            only_for_some out_of_order out_of_sync overlap* overwritten permission_denied randomly
            reload* reproduces_on reproducible rounding safari scrambled sentry should_be
            should_show stays_empty steps_to_reproduce still_shows still_up stuck timezone
            truncated undefined unexpected* unreadable unresponsive vanish* wrong* zero_instead
        """,
        hint="""
            android appears chrome console firmware instead invalid iphone issue log never
            not_sure noticed old_data problem* reported_by seen_in shows since some_users
            sometimes stale still twice windows
        """,
    ),
    "incident": Words(
        certain="""
            accident after_the_outage all_requests_fail breach_response customers_cannot_order
            data_centre_down data_loss data_lost degraded disk_full down_since downtime emergency
            everything_is everything_is_down failover_now in_production_now incident*
            incident_review internet_outage major_incident major_outage mass_failure near_miss
            network_down network_outage nobody_can on_call_alert orders_fail orders_failing
            out_of_memory outage* p1 partial_outage payments_fail post-mortem postmortem*
            power_cut power_failure power_outage production_database ransomware read-only
            rollback_now root_cause_analysis service_disruption service_is_down sev-1 sev1
            site_down site_is_slow_for_everyone system_down total_failure unavailable unreachable
            what_went_wrong wrong_prices_were_live
        """,
        usual="""
            500s 502 503 affected_customers alert* all_customers blameless cannot_work dead
            fail_since failing_since failover failure_of finger_pointing free_some_space hotline
            mitigat* no_blame no_finger on-call on_call pager* production_is provider_is_informed
            restore_service restored right_now rollback stands_still status_page status_update
            switch_back time_out timeline_of timing_out war_room went_down were_live whole_office
        """,
        hint="""
            500 for_two_hours immediately informed lost_orders minutes mobiles production restart*
            since since_this_morning what_we_change write_up
        """,
    ),
    "release": Words(
        certain="""
            app_store app_submission beta_build changelog* code_freeze deploy_to_production
            deploy_version desktop_client download_page feature_flag feature_freeze
            first_public_version get_the_build go-live go_live go_live_with gold_master hotfix*
            major_release merge_the_release minor_release patch_release play_store
            production_deploy production_rollout promote_to_production publish_the_package
            publish_version release* release_candidate release_checklist release_notes release_of
            release_the release_train remove_the_flag roll_it_out roll_out roll_out_the rollout
            ship sign_the_image store_listing tag_and testers testflight update_server
            upload_to_the_app v1 v2 v3 version_1 version_2 version_3
        """,
        usual="""
            artefacts artifacts bump_version canary changelog_for cherry-pick cut_a deploy*
            deploy_the firmware_update freeze image_on installer* installers known_problems maven
            new_version no_complaints npm_package package_on publish publish_it publish_the_app
            publish_to pypi release_branch release_day resellers ship_to sign_the signed_build
            signing smoke_test* staged_rollout staging tag to_everyone update_from version*
        """,
        hint="""
            announce available_for_a_month branch build customers flag keep launch notes
            production sign store upgrade
        """,
    ),
    "infrastructure": Words(
        certain="""
            alerting ansible argo automatic_builds autoscaling backup_server build_pipeline
            build_server cd_pipeline ci cloudflare container_registry data_center deploy_pipeline
            deployment_pipeline dev_container dev_environment docker_compose docker_registry ec2
            failover file_server helm https_for_the hypervisor iam_roles infrastructure
            infrastructure_as_code jenkins k8s kafka kubernetes load_balancer* load_balancing
            local_development_environment log_aggregation mail_server nas nginx_for object_storage
            opentelemetry pipeline* prometheus_for provision* proxmox rabbitmq_cluster raid
            route53 router runner runners s3_bucket sandbox_environment secrets_manager self-host*
            server_room set_up_a_server set_up_backups set_up_monitoring smtp_relay ssh_access
            ssl_termination switch_cabinet terraform* test_environment tracing uplink
            uptime_monitor vault_for virtualisation vpc vpn vpn_for wi-fi wifi
        """,
        usual="""
            access_point* alerts_for autoscal* bucket* cdn cluster* cluster_for containers cron
            dashboards_for_ops dns docker* elastic environment firewall* github_actions gitlab_ci
            grafana grafana_dashboard hardware health_checks hosting hosting_for hostname
            log_collection logging merge_to_main monitoring network network_cable* nginx
            online_within ports prometheus queue_server reachable redis_cluster request_id
            retention reverse_proxy server* set_up splunk staging subnet* tb ups uptime_check
            virtual_machine* vm vms
        """,
        hint="""
            aws azure cloud days full gcp install linux machine machines minutes node nodes
            raspberry runner* site
        """,
    ),
    "migration": Words(
        certain="""
            away_from backfill bring_over carry_over consolidate_the_databases convert_our
            cut-over cutover data_import data_migration data_transfer digitise digitize
            domain_transfer end-of-life_system export_and_import from_access from_disk_to
            from_excel from_excel_into from_excel_to from_java_8 from_jira_to from_php
            from_python_2 from_slack from_subversion from_trello get_off historical_data
            history_to import_from_the import_the_old into_the_new leave_the_old migrat*
            migrate_users move_all move_domains move_from move_from_disk move_our
            move_repositories move_the_data move_to_aws move_to_azure move_to_kubernetes
            move_to_postgres move_to_the_cloud move_user_accounts moving_to off_the_old phase_out
            port_to re-import replace_excel replace_jira_with rewrite_in schema_migration sunset
            switch_from switch_our switch_over switch_to to_git to_the_cloud transfer_the_records
            upgrade_from_version upgrade_the_schema
        """,
        usual="""
            convert* counts cut_over cutover_date decommission* downtime dual-write
            dump_and_restore export_from field_mapping files_from from_mysql from_oracle
            has_to_stay_up import into_the_test keep_lists keep_the_history legacy legacy_data
            load_everything mailboxes mapping members million_files new_provider
            nobody_should_have_to_stop nothing_lost old_provider old_system old_to_new
            parallel_run records replace_the_old retire schema sheets site_has_to_stay
            spreadsheets subscription_ends unsubscribes years_of_history
        """,
        hint="""
            along compare_the conflicts contacts crm csv database export gb keep move mysql old
            oracle postgres postgresql resolve software system tb waiting
        """,
    ),
    "refactoring": Words(
        certain="""
            behavio*_must_not behaviour_stays break_up_the circular_import* clean_architecture
            clean_up_the_api clean_up_the_models code_duplication code_smell*
            consolidate_the_helpers cyclic_dependenc* dead_code decoupl* dedupe
            dependency_injection drift_apart duplicated_code duplicated_validation exists_twice
            extract_a get_rid_of_global global_state inheritance into_its_own introduce_types
            legacy_module long_function long_method magic_numbers migrate_to_typescript
            no_change_in_behavio* no_user_should_notice nobody_should_notice one_place_for
            refactor* remove_duplicated remove_duplicates_in_the_code remove_duplication
            remove_feature_flags_from_code rename_modules rename_variables reorganise_the_code
            replace_inheritance replace_the_orm restructur* rules_engine same_results_as same_rule
            simplify_the simplify_the_code split_into_modules split_the split_the_file split_up
            tech_debt technical_debt tidy_up_the_code too_many_parameters type_hints unify_error
            unify_the untangle untangle*
        """,
        usual="""
            abstraction* before_we_touch callback_hell callers clean_up_the_code consolidate
            copy-paste* copy_and_paste could_be_a_table dependencies_between drift duplicat*
            encapsulat* engine extract files_of god_object hard_to_test helper_function*
            interface_segregation layers legacy_code lines_long mess modular* monolith* nested
            own_module own_package readable rename_the rewrite same_code side_effects simplify
            singletons spaghetti twice unused_code utils validation
        """,
        hint="""
            code codebase copy covered forms function* module* package readab* rule rules same
            separate tests
        """,
    ),
    "performance": Words(
        certain="""
            are_slow batch_the batching battery_drain became_slow become_slow bottleneck*
            build_time bundle_size cache_the caching_for caching_of cold_start compress_images
            connection_pool container_gets_killed core_web_vitals cpu_spikes cpu_usage
            database_load deadlocks faster faster_loading faster_search faster_start fps
            frames_per_second gets_killed heavy_query high_cpu in_half index_for_the is_slow jank*
            latency lazy_load* lighthouse load_times make_faster memory_leak memory_usage
            memory_usage_of memory_use n_1 optimi* page_speed page_weight performance prefetch
            preload query_time reduce_load reduce_memory reduce_the_load_on render_time
            response_time* scale_to slow* slow_on slow_queries slow_query slow_since slow_with
            sluggish speed speed_up start-up_time startup_time stutter* takes_4 takes_forever
            takes_minutes takes_too_long throughput time_out_under time_to_interactive
            timeouts_under_load too_slow until_the_first very_slow
        """,
        usual="""
            aim cache_hit concurrent cpu cpu_load first_row gigabytes half_a_second halve hours_to
            index jumps lag lagging laggy lags leak* linker load_quickly load_time mb_of_ram
            memory milliseconds ms peak_load per_second per_worker percentile plenty profile*
            profiling quicker requests_per_second responsive scrolling seconds_to spinner takes
            takes_seconds throughput_of time_to_first under_load
        """,
        hint="""
            below cache filters hours minutes second seconds target under worker
        """,
    ),
    "security": Words(
        certain="""
            2fa access_control access_of access_rights account_takeover antivirus audit_log
            audit_log_for audit_trail backdoor broken_access brute-force brute_force bug_bounty
            captcha clickjacking compromised content_security csp csrf cve data_deletion_request
            data_protection ddos dependency_audit dependency_vulnerabilities disclosure encrypt*
            encrypt_backups encryption exploited expose* former_employee former_employees
            found_by_an_outside gdpr_request hacked harden* honeypot hsts idor injection intrusion
            key_rotation leak_of leaked least_privilege lockout_after log4j lost_laptop malware
            open_bucket owasp password_manager password_reset_token patch_the_vulnerability
            path_injection penetration_test* pentest* phishing privacy_impact privilege*
            publicly_accessible rate_limit_login remove_access rotate_keys rotate_secrets
            rotate_the s3_public second_factor secrets security security_headers sensitive_data
            session_fixation session_hijack session_timeout sign-ins_from_abroad signed_urls
            spam_attack sql sql_injection ssl_only sso_only stolen strange_sign-ins suspicious
            totp unauthorised unauthorized virus vulnerab* vulnerability_scan who_can_read
            who_can_see xss zero_trust
        """,
        usual="""
            alarm_codes api_keys argon2 attack* auditor* breach* cors credential* credentials_in
            data_breach disable_accounts disable_what exploit* firewall former_employee*
            from_abroad gdpr hash_passwords https keycards leaked_password least locked_accounts
            mfa misuse outside_tester password_policy path_traversal permission* permissions_audit
            record_of_each_access repository_secrets reset_their_passwords revoke* roles
            safe_combination staff_list threat* token_leak tokens_expire what_does_not_match
            who_has_access
        """,
        hint="""
            access accounts compare disable guests keys log_in password* rights rotate secret
            size_limits tls
        """,
    ),
    "testing": Words(
        certain="""
            acceptance_test* acceptance_testing api_tests automate_the_tests before_the_freeze
            beta_test* chaos chaos_test* check_in_all_browsers contract_tests cross-browser
            cypress dry_run e2e end-to-end exploratory_testing flaky fuzz* hil integration_test*
            integration_tests load_test* load_tests manual_testing mutation_testing penetration
            performance_test pilot_with playwright property-based qa regression_test
            regression_test* selenium simulate smoke-test* smoke_test_for smoke_tests
            snapshot_tests stress_test* test_automation test_coverage test_coverage_for
            test_device* test_drive test_matrix test_on_android test_on_ios test_on_real test_plan
            test_plan_for test_report test_run test_scripts test_strategy test_suite test_the
            test_the_upgrade testbed trial_run try_out try_the unit_test* usability_test*
            user_acceptance user_testing visual_regression whole_checklist with_tests write_tests
        """,
        usual="""
            assertion* automated_tests bug_bash cases_for coverage coverage_of_the does_everybody
            duplicate_case edge_cases example_cases field_test fixtures inspect_results jest k6
            manual_test* mocks provider's_sandbox pytest qa_pass refusal success test
            test_account_for test_cases test_data testing tests time-out try verify_that
            volunteers_try
        """,
        hint="""
            by_hand cases checklist days examples fixture* mock* network scenario* verify
        """,
    ),
    "integration": Words(
        certain="""
            accounting_interface analytics_integration api_client api_into api_of azure_ad
            bank_api bank_feed calendar_api connect_the connector* crm_integration data_exchange
            edi erp export_interface export_to_datev feed_from github_integration google_calendar
            google_login graphql_api hook_up hubspot ical import_from_the_api import_interface
            import_orders_from in_our_calendar integrat* interface_between interface_to
            interface_with into_hubspot into_salesforce into_slack into_the_crm jira_integration
            ldap_login link_with login_with_google mailgun maps_api mqtt oauth oauth_with oidc
            okta one-way openai_api outlook_calendar payment_api payment_gateway payment_provider
            plug_into post_to_slack pull_data_from push_data_to push_leads rest_api rss_feed
            salesforce saml sap_interface send_to_slack sendgrid serial_protocol shopify
            sign_in_with_google single_sign-on single_sign_on slack_bot slack_notifications
            sms_gateway sso_with stripe sync_calendar sync_contacts sync_orders sync_stock
            sync_users sync_with teams_notifications third-party tracking_api twilio_for two-way
            webhook* webhook_for woocommerce zendesk
        """,
        usual="""
            airbnb api api_key back_to_them both_directions both_ways calendar_sync callback*
            callbacks calls_a_day connect connect_to consume_the dhl embed* endpoint_of every_hour
            external_system field_mapping forecast free_plan gateway import_from interface leads
            our_api partner_api paypal protocol provider's_api rate_limit_of sandbox sends_us sso
            sync* talk_to_each_other their_api twilio zapier
        """,
        hint="""
            adapter bookings cable client_library credentials endpoint feed mail name partner*
            system test_account token vault website
        """,
    ),
    "maintenance": Words(
        certain="""
            annual_check annual_inspection archive_old archive_projects archive_the backup_check
            backup_test base_images battery_change bump_php bump_python bump_the bumps calibrat*
            certificate* certificates_expire check-up check_backups checkup clean_the_server
            clean_up_old clear_cache clear_out_the_logs clear_the_queue delete_inactive
            delete_unused dependabot dependenc* deprecated_api deprecation_warnings disk_cleanup
            disk_usage docker_base domain_renewal end_of_life expires_in expires_next expires_on
            expiring filter_change firmware_updates fix_deprecation gets_no_fixes housekeeping
            inactive_accounts inspection* inventory_check licence_renewal license_renewal
            log_rotation lubricat* maintenance monthly_check no_fixes_any_more nobody_touched
            old_backups os_updates out_of_support patch_day plugin_updates quarterly_check
            reindex_the remove_old renew* renew_domain renew_licence renew_license renew_ssl
            renew_the replace_filters restart_the_server restore_test rotate_logs routine_check
            seasonal_service security_patches service_the servicing ssl_certificate stocktaking
            unused_accounts update_all update_dependencies update_packages update_plugins
            update_the_libraries update_third-party update_wordpress upgrade_dependenc*
            upgrade_django upgrade_java upgrade_node upgrade_postgres upgrade_rails upgrade_react
            upgrade_to_the_latest vacuum_the weekly_check winteri* yearly_check
        """,
        usual="""
            annual archive backlog_clean-up backup* boiler_service certificate clean_up cleanup
            close_old delete_old disk_space end_of_support expire* gutters half-yearly
            latest_version lts_version minor_versions oil_change old_accounts old_tickets
            os_upgrade owners_get_a_week patch* plugins prune* purge quarterly remove_unused
            running_out scanner_is security_updates stale stale_branches tidy_the_backlog
            to_the_latest triage_backlog update_django update_node update_python upgrade* upkeep
            vehicle_inspection wildcard yearly
        """,
        hint="""
            bump check company's flags floors images latest lts object old outdated red site
            support toolchain versions
        """,
    ),
    "design": Words(
        certain="""
            animation_for appearance banner* banner_for brand* brochure business_card
            business_card_design calmer_colours card_layout catalogue_design character_design
            color_scheme colour_scheme concept_art costume_design cover_for dark_theme_design
            dashboard_layout design_system email_template empty_state figma floor_plan flyer_for
            hero_image icon* illustrat* infographic information_architecture interface_for
            label_design landing_page letterhead logo* logo_for logo_refresh logo_update look_of
            menu_layout mock-up* mockup* mockups_for mood_board moodboard navigation_concept
            new_logo new_look nicer_looking one_colour packaging packaging_design
            patient_dashboard_design photo_shoot poster_for prettier print_design product_photos
            proposals_before prototype_the rebrand* redesign* refresh_the_logo responsive_layout
            roll-up settings_page_design signage sketch* slide_template splash_screen sticker*
            storyboard style_for style_guide t-shirt t-shirt_design the_cover typography ugly
            ui_design ui_kit user_flow_for user_interface ux ux_review visual* visual_design
            visual_identity wireframe*
        """,
        usual="""
            clickable color_palette colour_palette colours contrast design* designer_to
            doctors_look drafts_for_the_logo drafts_of draw_the drawing* flyer* form_layout hi-fi
            landing_page_design layout* look_and_feel low-fi mobile_view photographs poster*
            proportions proposals prototype_for readable_on render* screens shape sketch_the
            spacing square stamp svg template_for thumbnail typograph* usability_test* variants
        """,
        hint="""
            color* colour colour* fields font* grid label look pixel* row show
        """,
    ),
    "research": Words(
        certain="""
            alternatives_to analyse_the_causes benchmark_of benchmark_the benchmarks_of can_we
            can_we_drop check_feasibility choose_between choose_the compare compare_the
            comparison_of competitor* competitor_analysis cost_comparison cost_of_switching
            decide_on_a decision_on desk_research do_we_need drop_support_for evaluat* evaluate_a
            evaluate_the explore explore_options explore_the explore_whether feasib* feasibility
            find_a_way_to find_out_how find_out_if find_out_whether find_out_why find_the_best
            how_many_customers_still how_much_does how_much_would hypothesis interview_users
            investigat* investigate_if investigate_whether is_it_worth learn_about_the
            literature_review look_at_options look_for_alternatives look_into_the make_or_buy
            market_analysis market_research market_size options_for_the or_not poc poc_for
            price_comparison proof-of-concept proof_of_concept pros_cons prototype_to_find
            requirements_analysis research* root_cause_of scouting select_a_vendor shortlist_of
            should_we spike study_of survey_of_the_literature technology_choice technology_radar
            trade-off* understand_the usability_study user_research vendor_selection
            what_do_others what_is_the_best_way_to what_would_it_cost which which_crm
            which_database which_framework which_provider which_tool which_vendor worth_it
        """,
        usual="""
            advantages alternatives analyse_why assess background_reading choose_a
            compare_the_prices decide_between decide_whether decision drawbacks experiment
            experiments figure_out find_out findings interviews_with learn_how_others
            look_at_price look_into matrix numbers_have_to options options_for payroll_providers
            pick_a price_for prices pros_and_cons providers recommendation recommendation_for
            risks_of sources still_use study subsidies summary_of_findings understand_why
            what_happens_when who_are_they
        """,
        hint="""
            answers costs funnel how_many interface learn_about open_source opinion privacy
            question support talk_to versus vs whether why
        """,
    ),
    "writing": Words(
        certain="""
            about_page about_us announcement_text annual_letter application_letter article*
            bio_for biography blog* blog_post book_review case_study case_study_about
            case_study_for chapter chapter_on christmas_letter column column_for copy_for
            copywriting cover_letter cover_story donor_letter editorial editorial_for editorial_on
            essay* eulogy fairy_tale faq_text_for foreword ghostwrite grant_proposal guest_article
            guest_post interview_with invitation_text job_ad_text letter_to letter_to_the
            linkedin_post_about lyrics memoir motivation_letter newsletter* newsletter_article
            novel obituaries obituary op-ed poem post_about post_on press_release* press_text
            product_copy product_description* proposal_for report_for_the_newspaper
            review_of_the_book script short_bio short_story short_text song speech_for story_about
            story_for tagline text_about text_for text_on_the thought_piece twitter_thread
            website_copy wedding_speech welcome_email_text what_we_learned white_paper whitepaper
            words_for write_a_chapter write_a_post write_a_story write_an_article
            write_an_email_to_all write_down_the_story write_the_letter
        """,
        usual="""
            caption* draft* draft_by edit_the_text editor final_draft final_version_of_the_text
            first_draft headline in_print magazine newspaper no_jargon one_page outline* paper
            paragraphs podcast_script post proofread* proofreading publish_on quote_from readers
            rewrite_the_text script_for speech tone_of_voice warm with_the_story words write
            write_about write_the
        """,
        hint="""
            charts director headline* humour letter page quote* stories tone
        """,
    ),
    "documentation": Words(
        certain="""
            add_examples_to_the_docs admin_guide adr api_docs api_documentation api_reference
            architecture_diagram architecture_docs architecture_overview changelog_format
            changelog_guide changelog_policy cheat_sheet checklist_for checklists_for
            code_comments code_examples comments_for_the_api confluence_page contributing_guide
            contributor* decision_log decision_record describe_how_we describe_our describe_the
            describe_the_process disaster_recovery_plan docs docstring* document document_how
            document_our document_the documentation emergency_contacts_list emergency_plan
            escalation_guide explain_our explain_the faq frequently_asked glossary_of guide_for
            guidelines handbook* handbook_for help_center_article help_centre_article help_texts
            house_rules how-to how_to how_we installation_guide instructions_for internal_wiki
            knowledge_base knowledge_base_article manual* most_frequent_questions onboarding_doc
            onboarding_docs onboarding_guide one_sheet operating_instructions operations_manual
            outdated_docs page_in_the_repository playbook* process_description readme* recipe_book
            release_process_doc rules_for runbook* sop standard_operating style_guide_for
            style_rules troubleshooting_guide update_the_docs update_the_readme user_docs
            user_guide user_manual wiki wiki_page write_a_guide write_a_manual write_down_how
        """,
        usual="""
            asks_every_month contributors describe_how diagram* diagrams escalation everyone_asks
            frequent_questions guide half_of_the_team_asks hand-over_notes handover_notes
            help_article help_page instructions laminated newcomers openapi page_that_says
            procedure* pull_request readers_of_the_docs reference screenshots screenshots_of sheet
            so_that_anyone step_by_step tools_tone tutorial* with_an_example write_down
            written_down
        """,
        hint="""
            asks branching locally out_of_date page repository rules step-by-step team
        """,
    ),
    "translation": Words(
        certain="""
            arabic_version bilingual chinese_version dubbing dutch_text emails_into
            english_version foreign-language french_text french_version german_version i18n
            in_english_and in_french_and in_two_languages interpreter* into_arabic into_chinese
            into_czech into_dutch into_english into_french into_german into_italian into_japanese
            into_korean into_polish into_portuguese into_russian into_spanish into_swedish
            into_turkish into_ukrainian italian_and japanese_version korean l10n language_versions
            locale locali* localisation localise localize machine_translation menu_in
            missing_translations_in portuguese_and proofread_the_translation
            review_the_translation spanish_version subtitl* subtitles sworn_translat* translat*
            translate_the translate_the_contract translate_the_emails translate_the_manual
            translate_the_strings translate_the_website translations_for turkish_version
            ukrainian_version
        """,
        usual="""
            allergens_must arabic chinese czech dutch french german glossary greek hungarian
            italian japanese language* language_file multilingual native native_speaker*
            original_text polish portuguese reads_the_italian source_text spanish strings
            strings_for swedish translator* turkish ukrainian
        """,
        hint="""
            agency english exact mails russian terminology terms
        """,
    ),
    "presentation": Words(
        certain="""
            all-hands_presentation brown_bag build_the_slides conference_talk_on deck
            defend_the_thesis demo_day demo_for demo_for_the demo_for_the_customer elevator_pitch
            give_a_talk keynote* keynote_for keynote_slides lecture_about lecture_for
            lightning_talk lightning_talk_on lunch_talk panel pitch pitch_to poster_session
            powerpoint prepare_a_demo prepare_a_presentation prepare_a_talk prepare_slides
            prepare_the_presentation present_the_results present_to presentation*
            presentation_about presentation_for presentation_on product_demo
            quarterly_presentation rehearse_with show_and_tell show_the_results_to slide_deck
            slide_template_for_talk slides slides_for speech_at speech_for_the speech_on
            stage_appearance supervisory_board talk_about talk_at talk_at_the talk_for
        """,
        usual="""
            a_talk audience_of board board_meeting collect_the_numbers conference_talk flipchart
            handout* listeners live_demo microphone minutes_for minutes_on on_stage on_the_screen
            presenter q_and_a rehearsal slide speak speaker_notes stage tech_talk
        """,
        hint="""
            anniversary audience conference demo guild humour investor* photos quarterly screen
        """,
    ),
    "report": Words(
        certain="""
            actuals analyse_last analyse_sales analyse_the_data analyse_the_logs
            analyse_the_survey analysis_of analysis_of_the analyze_last analyze_the_data
            annual_report attendance_figures budget_vs cash_flow chart_for chart_of charts_for
            churn_numbers cohort complaints_report conversion_numbers cost_breakdown
            count_how_many dashboard* data_analysis data_for_the_annual energy_use
            evaluate_the_data evaluate_the_results evaluation_of_the_data expense_overview
            figures_for how_many how_much_do_we inventory_report kpi kpi_overview
            last_twelve_months metrics monthly_figures monthly_numbers monthly_report numbers_for
            overview_of progress_report quarterly_report report* report_about report_for report_on
            revenue_by revenue_report sales_by sales_figures sales_numbers sales_overview
            spreadsheet_of statistics statistics_of status_report summary_for_the
            summary_of_the_year table_of tally time_tracking_report traffic_report usage_report
            usage_statistics visitor_numbers weekly_figures weekly_report year-end
        """,
        usual="""
            add_up analytics average breakdown breakdown_by by_age by_country by_customer
            by_department by_month by_plan by_product by_region by_team calculate chart*
            compare_to_last_year compare_with_last_year draw_a_curve excel_sheet
            export_for_the_board figures for_the_board for_the_directors forecast* growth
            how_long_did_they looker median metabase numbers one_sheet_with per_country per_month
            per_product percentile pivot* power_bi quarterly_review share_of sheet spreadsheet
            summary_of tableau totals trend* trends what_are_the_top with_a_chart year_to_year
        """,
        hint="""
            last_12 monthly months pdf per_team tickets topics use weekly
        """,
    ),
    "event": Words(
        certain="""
            auction award_ceremony baby_shower bachelor_party bake_sale baptism barbecue*
            barbecue_at bbq birthday* birthday_party book_fair book_launch camp career_day
            carnival celebrat* ceremony charity_run chess_tournament children's_party christening
            christmas_party company_outing concert* conference_day dinner_for dinner_party easter
            escape_room exhibition* farewell* farewell_dinner festival* film_night flea_market
            football_tournament fundraiser* fundraiser_for funeral gala game_night garden_fête
            garden_party graduation hackathon* halloween hike_with housewarming jubilee kids_party
            launch_party lecture_series_event meetup* movie_night networking_evening new_year's
            office_christmas office_party offsite open_day open_day_at open_house opening_ceremony
            parents_evening_event party picnic plan_a_party plan_the_party prize_giving prom quiz
            quiz_night retire* retirement_party reunion* run_in_the_park school_fair science_fair
            sports_day sports_tournament street_festival summer_fest summer_festival
            surprise_party tasting team_building team_day team_event team_outing tournament*
            vernissage webinar* wedding*
        """,
        usual="""
            attendees band book_a_band catering catering_for colleagues_come decoration* dj
            dress_code drinks event* guest_list guests helpers host_a invitations invite marquee
            organise organize permit_from posters_for prizes programme programme_for raffle
            registrations rsvp rsvps seating seating_plan sign-up_sheet something_with_cooking
            speakers stage_and_sound stewards summer surprise tent trade_fair venue*
        """,
        hint="""
            bakery cake charity date december guest park restaurant volunteers years
        """,
    ),
    "meeting": Words(
        certain="""
            1_1 agenda agenda_for all-hands annual_general_meeting annual_review_talk appointment*
            appraisal_talk arrange_a_call arrange_a_meeting auditors board_meeting_on
            board_session book_a_meeting call_with catch_up_with check-in_with client_meeting
            coffee_with conversation_with council_session discuss_the feedback_talk
            follow-up_meeting handover_meeting interview_slot interview_with_the_auditors
            jour_fixe kick-off kickoff lunch_with mediation meet_the meet_with meeting*
            meeting_about meeting_on meeting_with negotiation_with one-on-one parent-teacher
            performance_review_talk phone_call_with planning_meeting planning_session
            prepare_the_agenda prepare_the_meeting project_meeting retro* retrospective
            review_meeting round_table schedule_a set_up_a_call set_up_a_meeting sit_down_with
            site_visit_with speak_to speak_with sprint_planning sprint_retro sprint_review
            stand-up standup status_meeting steering_committee sync_meeting sync_with_the_team
            talk_with_the team_meeting town_hall weekly_sync workshop_with
            workshop_with_the_client
        """,
        usual="""
            at_their_place attend* calendar calendar_invite call conference_call decisions
            discuss* doodle invite invite_the_team minutes_of minutes_of_the_meeting moderator
            next_week_with protocol schedule send_the_agenda someone_from time_slot timebox*
            topics video_call want_a_date wednesday_at who_attends who_should_attend
        """,
        hint="""
            date finance hour hours minutes name office participants remote slot* teams zoom
        """,
    ),
    "purchase": Words(
        certain="""
            a_present_for bargain bring_from_the_shop bulk_order business_cards buy buy_a buy_an
            buy_new buy_the christmas_gifts christmas_presents delivery_to_the desks ergonomic
            find_a_supplier flowers_for get_a_new get_a_quote get_new get_offers get_quotes
            get_three_quotes gift* gift_for gifts_for groceries groceries_for ikea ingredients
            laptops lease_a_printer licence_for licences_for license_for merch monitor_arms mugs
            new_chairs new_coffee new_keyboard new_monitors new_phones offers_for office_chairs
            order_a order_more order_new order_some order_the paint_for paper_for_the_printer
            pick_up_from_the_shop present_for_the procure* purchas* purchase_of purchase_order_for
            quote_from quotes_for replace_the_coffee replace_the_old_printer replacement_for
            replacement_parts restock school_supplies second-hand select_a_supplier shopping*
            shopping_for shopping_list sourcing spare_parts stationery subscription_for
            subscription_to supplier* supplier_for t-shirts_for tickets_for_the_concert toner
            toner_for tools_for_the upright we_need_a_new webcams weekly_shop
        """,
        usual="""
            amazon_order at_most boxes_of bread bright_enough budget_of camera cart catalogue
            chair* cheese cleaning_supplies coffee_machine delivery_date discount_for_bulk dollars
            eggs euros fridge hdmi headset* in_the_list invoice_to_company kg laptop liters litres
            monitors no_more_than office_supplies order pack_of packs_of pairs pieces present_for
            price* prices_of rice second_floor size_l size_m sizes sofa tablet under_900 up_to
            usb-c vendor* warehouse_team
        """,
        hint="""
            amazon budget cheap cheap* deliver* delivery each floor keyboard new pay seminar size
            three two warranty
        """,
    ),
    "hiring": Words(
        certain="""
            advert_for applicants apprentice apprenticeship* assessment_centre babysitter_for
            backfill candidate* cook_for cv cvs driver_for employment_of extra_help
            fill_the_position fill_the_role fill_vacancy find_a_developer find_a_new_colleague
            find_a_replacement_for find_a_trainer find_a_tutor find_staff find_volunteers
            headcount hire* hire_an hiring hiring_plan internship interview_questions_for
            interviews_for job_ad* job_description job_description_for job_fair job_for_students
            job_offer job_post* job_posting look_for_a_new make_an_offer new_hire_search
            new_team_lead nurse_for offer_letter open_position part-time_help post_the_job
            recruit* recruit_a recruiter recruiting_for reference_checks referral_bonus resume*
            schedule_interviews screen_candidates screen_cvs search_for_a_new seasonal_workers
            second_interview shortlisting staff_for staffing students_for substitute_for
            summer_help summer_job talent_pool teacher_for technical_interview temp temporary_help
            trainee trial_day trial_shift trial_work vacanc* vacancy_for write_the_job_ad
        """,
        usual="""
            accountant advert agency applicants_for application_deadline applications assistant
            before_we_sign candidates_from cook cover_letters developer_for developer_wanted
            driver engineer_for find_a freelanc* front_desk full-time ideal_candidate intern
            interview* junior mechanic_wanted notice_period_of nurse part-time phone_screen
            position probation_period receptionist references role salary salary_expectation
            salary_range senior staff talent teacher trial waiter
        """,
        hint="""
            contractor developer engineer experience experienced june paid_task paper probation
            regional remote shift start students team_lead years
        """,
    ),
    "onboarding": Words(
        certain="""
            accounts_for_the_new begins_on_monday briefing_for_new bring_the_new buddy_for
            first_90_days first_day first_days first_month first_week get_her_started
            get_him_started get_the_new handover_from handover_to_the_new induction induction_of
            introduce_the_new introduce_the_new_colleague joins_on joins_the_team
            knowledge_transfer laptop_for_the_new mentor* new_apprentice new_colleague
            new_colleague* new_developer_starts new_employee* new_hire* new_joiner* new_members
            new_sales_manager new_starter* new_team_member new_teammate new_trainee*
            new_volunteer* newcomer* onboard onboard_a onboard_the onboarding_for onboarding_of
            onboarding_plan orientation orientation_day prepare_the_desk prepare_the_workplace
            probation ramp-up ramp_up safety_briefing set_up_accounts_for settle_into show_around
            starter_kit starts_in starts_next starts_on_monday training_for_the_new
            welcome_email_for_the_new welcome_new welcome_pack welcome_package welcome_the
        """,
        usual="""
            access_card accounts_for badge_for begins begins_on buddy her_first_month
            his_first_month introduce introduction_to_the_team joins_next joins_us keys_and
            mailbox_for newcomer onboarding our_new settle_in should_meet starts_monday
            starts_next_month starts_on team_lunch training_plan workstation
        """,
        hint="""
            accounts april briefing joins keys laptop lunch manager monday starts team workshop
        """,
    ),
    "learning": Words(
        certain="""
            a_level anki bachelor's certificate_course certification* certification_exam course*
            course_on coursera curriculum dissertation driving_lessons driving_licence
            driving_school driving_test duolingo evening_class exam* exam_on finish_the_course
            first-aid_course flashcard* get_better_at get_my get_my_licence guitar ielts
            improve_my interview_preparation kata language_course language_exam learn*
            learn_french learn_how_to_swim learn_kubernetes learn_python learn_spanish learn_sql
            learn_the_basics learn_to learn_to_type learn_touch lecture* leetcode
            marathon_training master's online_course pass_the pmp practice
            practice_for_the_interview practice_in practise practise_for prepare_for_the_exam
            read_chapter read_the_book read_up_on revise revise_for revision sailing_licence
            school_exam scrum_master self-study self_study spaced_repetition study* study_for
            study_group study_plan swimming_lessons take_a_class teach_myself textbook theory
            thesis toefl training_course tutorial_on udemy vocabulary watch_the_course
            workshop_on_how
        """,
        usual="""
            assignment* certification_by class_in credits degree every_day_for exercises grammar
            half_an_hour hours_a_week hours_per_week improve_my_english lecture_notes lectures
            level minutes_a_day mock_exam module modules pass pass_by quiz* semester speak_better
            teacher_recommended theory_in training tutorials until_i_can valid_until workshop_on
        """,
        hint="""
            a2 autumn b1 book chapters classes final_project german voucher week
        """,
    ),
    "marketing": Words(
        certain="""
            a_b_test_of_the_landing ad_campaign ad_in_the_newspaper ads advertise* affiliate*
            attract* backlinks brand_awareness brand_campaign bring_in_customers campaign*
            campaign_for christmas_campaign click-through competitor_ads content_calendar
            content_plan crowdfunding customer_acquisition discount_campaign donation_campaign
            email_campaign email_series facebook facebook_group fill_the flyers free_places
            fundraising_campaign get_more_customers get_more_followers get_more_members
            get_more_visitors giveaway* google_ads google_campaign google_ranking
            grow_the_newsletter improve_seo increase_conversion increase_sales increase_sign-ups
            increase_traffic influencer* instagram instagram_campaign landing_page_for
            landing_pages launch_marketing lead_generation linkedin loyalty_program
            loyalty_programme mailing_campaign marketing marketing_campaign marketing_plan
            membership_drive meta_descriptions more_reviews newsletter_campaign
            newsletter_for_customers newsletter_signup newsletter_subscribers
            open_house_advertising open_rate podcast_ads post_schedule posts_two_reels
            press_contacts press_kit pricing_campaign print_ad product_launch_campaign
            product_video promo promot* promote_the promotion_for reels referral_program
            reviews_on_google seo seo_for social_media social_media_plan social_media_posts
            social_posts sponsor_search target_audience testimonial* tiktok trade_fair_booth
            video_ad voucher* word_of_mouth youtube_channel
        """,
        usual="""
            audience awareness budget_of click_rate conversion* discount* engagement
            evening_classes flyer followers hashtag hashtags impressions keyword* launch_campaign
            leads local_radio mailing posters_in press publicity ranking reach reach_out sign-ups
            story_on subscribers target_customers target_group trial_sign-ups visits
            visits_to_the_shop
        """,
        hint="""
            collection customers free goal october offer posts shop spend
        """,
    ),
    "travel": Words(
        certain="""
            accommodation_in airbnb airport_transfer backpacking book_a_hotel book_accommodation
            book_flights book_flights_to book_the_train book_train business_trip camping_in
            camping_trip car_hire city_break class_trip conference_in cruise* drive_to
            family_holiday flight* flights_and flights_to fly_to fly_with hiking_in holiday*
            holiday_in honeymoon honeymoon_in hotel* hotel_for hotel_in interrail itinerary
            journey_to passport* passport_renewal pilgrimage plan_our_vacation plan_the_trip
            plan_the_vacation renew_passport rental_car_for retreat_in road_trip road_trip_through
            sabbatical_in school_trip ski_trip skiing_in stay_in tour_of train_tickets train_to
            transfer_from_the_airport travel* travel_arrangements travel_booking travel_insurance
            travel_plan travel_to trip* trip_to trip_with vacation* vacation_in visa* visa_for
            visas visit_to_the week_in weekend_in
        """,
        usual="""
            airport arrival camping check-in check_in client_meeting_on departure ferry
            hand_luggage hostel if_possible luggage nights pack_for passports rental_car
            return_ticket route seats sightseeing tickets train vaccination*
        """,
        hint="""
            adults days february may teachers walking_distance
        """,
    ),
    "contract": Words(
        certain="""
            agreement* agreement_with amend_the articles_of_association bylaws cancel_the_contract
            cease_and_desist clause* compliance consent_form* contract contract_for
            contract_renewal contract_review contract_with cookie_policy copyright
            data_processing_agreement data_processing_contract dispute_with dpa draft_a_contract
            draft_the_contract employment_contract exit_clauses framework_agreement
            framework_contract freelance_contract freelancer_contract gdpr_agreement gdpr_contract
            imprint imprint_and index_clause insurance_contract insurance_policy last_will lawyer*
            lease lease_agreement lease_for legal legal_has_to legal_needs_to legal_notice
            legal_opinion letter_of_intent liability_and licence_agreement licence_terms
            license_terms marriage_contract nda non-compete non-disclosure notary our_lawyer
            patent_application patent_for permission_to_use photo_rights power_of_attorney
            power_of_attorney_for prenup privacy_policy purchase_contract register_the_trademark
            release_form renew_the_lease rent_index rental_agreement review_the_contract
            sales_contract service_agreement sign_the sign_the_contract sla statute* statutes sue
            supplier_contract tenancy terminate_the terms_and_conditions terms_for
            terms_of_service terms_of_use testament the_lease trademark* trademark_application
            warranty_claim will_and works_agreement
        """,
        usual="""
            amendment* attorney attorney's before_we_sign clause clauses cloud_provider contracts
            counsel countersign draft_of_the_agreement legal_review liabilit* liability negotiat*
            notice notice_date notice_period parties policy redline* renewal sign signature*
            signed solicitor termination termination_date terms the_other_side
        """,
        hint="""
            agree approve branch company draft ends exit lawyer normal price provider review years
        """,
    ),
    "payment": Words(
        certain="""
            account_number accounting advance_payment annual_accounts annual_financial
            approve_invoices balance_sheet bank_transfer_to bill bills book_the_receipts
            bookkeeping bookkeeping_for budget_2025 budget_for budget_for_2025 budget_plan
            cash_register_closing check_the_invoice claim_back collect_fees collect_outstanding
            collect_the_fees cost_centre customs_duty deposit direct_debit donation_receipts
            expense_claim expense_report expense_reports expenses file_the_tax
            grant_application_budget iban import_duty income_tax instalment* insurance_for
            insurance_premium invoice* invoice_for invoice_the invoices_for loan membership_dues
            membership_fees monthly_payroll open_invoices outstanding_invoices overdue_invoices
            pay pay_back pay_back_the pay_for pay_out pay_rent pay_salaries pay_taxes pay_the
            pay_the_fine pay_the_rent payroll payroll_for payroll_run payslips petty_cash
            prepare_the_budget property_tax quarterly_tax reconcile refund_from_the refund_the
            refund_to_the reimburse* reimburse_the reimbursement_of reminder_came
            reminders_for_unpaid salaries sales_tax second_reminder send_invoices send_the_invoice
            sepa_mandate settle_the settle_the_bill settle_the_bills standing_order
            submit_expenses submit_the_expense subscription_payment subsidies_claim tax
            tax_declaration tax_office tax_payment tax_return* the_deposit the_insurance
            time_sheets timesheets transfer_the_deposit travel_expenses travel_expenses_claim
            unpaid vat vat_return wage_slips wages wire_transfer write_invoices year-end_accounts
            year-end_closing
        """,
        usual="""
            accountant adviser amount_due amount_of are_complete audit_the_books bank bank_account
            bank_transfer budget cash confirmation deadline_is debit due_on dunning fee fees fine
            fiscal hourly iban_of invoices overdue owe owed owes payable payable_by payment_terms
            purchase_order rate receipts reminder_fee transfer
        """,
        hint="""
            amount april deadline due february now number van
        """,
    ),
    "support": Words(
        certain="""
            angry_customer angry_mail angry_review answer_customer answer_questions answer_the
            answer_the_customer answer_the_teacher apologi* bad_review call_back call_back_the
            call_her_back call_him_back call_the_customer call_them_back calls_every_day
            can't_log_in cannot_log_in client_with compensation_for complaint* complaint_about
            complaint_from complaint_of customer_can't customer_cannot customer_complain*
            customer_is customer_reports customer_request customer_says customer_wants
            customer_with escalation_from exchange_the follow_up_with_the_customer
            forgot_her_password get_back_to goodwill guest_complains guest_wants
            handle_the_complaint help_a help_desk help_the helpdesk helps_with lost_luggage
            lost_parcel lost_password lost_property member_wants negative_review never_arrived
            parent_complains patient_asks problem_of_mr question_from question_of_a refund_for_mrs
            refund_request replacement_for_the_customer reply_to reply_to_the request_from
            reset_password_of reset_the_password_for respond_to respond_to_the support_case
            support_request support_request_from support_ticket tenant_complains ticket_from
            ticket_of unhappy_customer unlock_account unlock_the_account user_asks user_asks_for
            user_can't user_complains user_needs user_reports user_with warranty_case
            who_can't_log who_cannot_log write_back wrong_item_delivered
        """,
        usual="""
            answer apology asked_for asks_for assist be_polite billed complains customer_asks
            explain_to gesture get_past he_ordered help help_her help_him login_problem
            mailbox_full mr mrs new_phone no_access polite promised refund* reply reports_that
            she_ordered sorry ticket urgent_request voucher_as waiting_for_a_reply waiting_since
            wants wrote
        """,
        hint="""
            account call customer demo every_day guest he hotel old parcel please she teacher
            tenant today weeks
        """,
    ),
    "relocation": Words(
        certain="""
            before_the_rent_ends book_movers bring_the_furniture change_of_residence
            change_our_address clear_out_the_house clear_the_flat clear_the_house departments_move
            emigrate empty_the_flat empty_the_house flat_move furniture_to hand_back_the_keys
            hand_over_the_flat hand_over_the_keys house_clearance house_move move_desks move_house
            move_into move_into_the move_my move_our_office move_out move_the_archive
            move_the_library move_the_office move_the_server_room_to_the_new_building
            move_the_warehouse move_the_workshop move_to_a_new move_to_the_new movers moving
            moving_boxes moving_company moving_day moving_day_plan moving_in moving_out
            moving_to_the_new moving_truck moving_van new_apartment new_building new_flat
            new_house new_office new_premises office_move office_relocation pack_up
            packing_list_for_the_move relocat* removal_company rent_a_van rent_ends self-storage
            set_up_the_new_office storage_room_move storage_space storage_unit to_the_new_building
        """,
        usual="""
            apartment archive_boxes boxes carry change_of_address deregister flat floor
            floor_by_floor forwarding_order fragile furniture hand_over heavy keys_on lift_is
            lorry must_be_done_before old_flat old_house old_office pack pack_the rent stays
            strong_friends truck unpack van
        """,
        hint="""
            building keys lease lift room
        """,
    ),
    "repair": Words(
        certain="""
            bathroom_renovation blocked_drain blocked_sink boiler* boiler_repair broken_chair
            broken_door broken_heater broken_kitchen broken_lock broken_pipe broken_shelf
            broken_table broken_toilet broken_window car_repair car_service car_won't
            change_the_tyres clogged crack_in cracked cracked_screen damp dishwasher dishwasher_is
            dripping electrician engine_light fence* fix_the_bike fix_the_door fix_the_fence
            fix_the_heating fix_the_leak fix_the_roof fix_the_washing flat_tire flat_tyre
            fridge_is garage_door gearbox get_two_quotes glue_the headlight heating_doesn't
            heating_repair kitchen_renovation kitchen_window laptop_repair_shop leak_in
            leak_in_the leak_under leaking leaks leaky loose mechanic mend mend_the mold_in mould
            order_the_glass oven_is paint_the paint_the_fence paint_the_room paint_the_wall
            patch_the phone_repair plumb* puncture radiator re-tile refurbish* renovat*
            renovate_the repaint repair* repair_café replace_battery replace_the_battery
            replace_the_broken replace_the_lock replace_the_tap replace_the_tyres
            replace_the_window replaster restore_the_furniture rewire roof* rotten sand_the sew
            sewing_on sharpen socket_in squeak* squeaky squeal* stuck_door switch_in_the the_glass
            tire_change toilet tyre* wallpaper washing_machine water_damage winter_tyres wobbly
            zip
        """,
        usual="""
            bathroom bike brakes cable carpenter chain door drill drill_a floorboard*
            furniture_repair garage garden garden_gate glass grout hammer handle handyman heating
            hinge kitchen lock makes_noise measure_it mechanic's noise_from paint pipe pipe*
            plumber quotes_from roofer screws sealant shutter* spare_part storm tap tiles wall
            washer window windowpane
        """,
        hint="""
            board boards broken car fix hole measure metal needed replace screw* tool tools
            weekend wood
        """,
    ),
    "household": Words(
        certain="""
            babysit* bake_a_cake bake_bread batch_cooking bins buy_and_cook change_light
            change_the_beds change_the_sheets chop_wood chore* clean_my clean_out clean_out_the
            clean_the_attic clean_the_bathroom clean_the_car clean_the_fridge clean_the_garage
            clean_the_house clean_the_kitchen clean_the_oven clean_the_windows clean_up_the_garage
            clean_up_the_kitchen compost cook* cook_dinner cook_for cook_lunch cut_the_hedge
            de-ice declutter* defrost_the_freezer descale dinner dry_cleaning dust_the
            empty_the_dishwasher feed_cat feed_the feed_the_cat feed_the_dog feed_the_fish
            garden_work gardening grocery_day hoover* housework iron_the ironing laundry meal*
            meal_plan mop mow mow_lawn mow_the_lawn old_paint organise_the_closet
            organise_the_garage organize_the_garage pick_up_the_dry pick_up_the_kids plant_flowers
            plant_the plant_tomatoes prepare_dinner prune_the put_up_the_christmas_tree rake
            recycling_day repot shovel_snow sort_clothes sort_out_the sort_the_cupboard
            sort_the_wardrobe spring_cleaning take_out_the take_out_the_trash take_the_bins
            take_the_trash the_dump tidy* tidy_my tidy_the tidy_up tidy_up_the_garage to_the_dump
            trim_the_hedge vacuum_the_house vet walk_dog walk_the_dog walk_with_the_dog wash_the
            wash_the_car wash_the_curtains wash_the_dog water_flowers water_my_plants water_plants
            water_the water_the_plants weed_the weekly_meals winter_clothes
        """,
        usual="""
            attic balcony bathroom beds breakfast bulky_waste carpet cat cellar chores clothes
            compost_bin cupboard dog floors freezer garage garden hamster hedge kids kids_rooms
            kitchen lawn leaves neighbours* oven paint_cans plants recycling rubbish
            saturday_morning sheets shoes spring_clean sunday sunday_lunch toys trash wardrobe
            windows
        """,
        hint="""
            clean evening every_evening every_week home old weekly
        """,
    ),
    "survey": Words(
        certain="""
            anonymous_form ask_100 ask_50 ask_customers ask_customers_about ask_customers_what
            ask_employees ask_employees_about ask_guests ask_members ask_our_users ask_parents
            ask_the_team_about ask_the_team_what ask_users_about ask_volunteers collect_answers
            collect_feedback collect_opinions csat customer_feedback_form customer_interviews
            customer_satisfaction customer_survey doodle_poll employee_survey exit_interviews
            exit_survey feedback_form feedback_from feedback_on_the_canteen feedback_round
            feedback_survey focus_group gather_feedback market_survey net_promoter nps
            opinion_poll poll poll_about poll_on questionnaire questionnaire* questionnaire_for
            questionnaire_on rating_form satisfaction_survey satisfaction_with short_form survey*
            survey_about survey_for survey_of survey_on user_interviews user_survey vote_about
            vote_between vote_for vote_on
        """,
        usual="""
            anonymous answers_from answers_in feedback form likert multiple-choice multiple_choice
            open_for_two_weeks open_questions participants participants_answer questions
            respond_by respondents response response_rate responses results_for satisf*
            say_what_they scale_from survey_results
        """,
        hint="""
            ask board customers june people question* results short ten weeks working
        """,
    ),
}
