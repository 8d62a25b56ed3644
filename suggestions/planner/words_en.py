"""The English words by which a kind of work is known.

`migrat*` is any word that begins so, `roll_out` is two words in a row.
"""

from suggestions.planner.words import Words

WORDS: dict[str, Words] = {
    "feature": Words(
        certain="""
            as_a_customer as_a_driver as_a_member as_a_teacher as_a_user as_an_admin autocomplete
            be_able_to bulk_edit customers_can dark_mode drag_and_drop feature* implement*
            infinite_scroll keyboard_shortcut* live_preview multi-language multi-select opt-out
            pagination saved_search* self-service should_be_able_to two-factor undo user_can
            user_stor* wishlist would_like_to_be_able
        """,
        usual="""
            ability add allow* attachments autosave badge* barcode_scan* bookmark* build_a button*
            calendar_view checkbox* comments_on display drag enable export* field* filter*
            from_the_app in_one_click in_one_go in_the_app introduce let let_people let_users
            login map_view mute* notification* notify_the offline_mode onboarding_tour opt-in page
            per-user pin* push qr rate_a read-only real-time recurring remember_me reminder*
            roles_for save_a share_a show sign-in support support_for tagging tags toggle toggle*
            tooltip* track_the upload_a
        """,
        hint="""
            acceptance automatically beta build checkout_page choose configurable create
            customer_asked customer_wants default develop dropdown manually mobile mode new
            nice_to_see per_user profile_page requested rows screen shortcut* tick today_only user
            users want* widget*
        """,
    ),
    "bug": Words(
        certain="""
            404 are_not_shown blank_page broken_link* bug* bugfix* crash* defect* does_not_load
            does_nothing doesn't_load doesn't_open double-booked garbled glitch* has_the_wrong
            infinite_loop isn't_saved isn't_shown jams memory_corruption no_longer_works
            not_loading not_saved nothing_happens null_pointer nullpointer* off-by-one overlaps
            race_condition regression* reproduc* segfault shows_the_wrong shows_wrong stack_trace
            stopped_working traceback* twice_in typeerror typo unicodeencodeerror white_screen
            wrong_amount wrong_date wrong_name wrong_year
        """,
        usual="""
            actual although blank broken can't cannot comes_back corrupt* cut_off disappear*
            does_not doesn't duplicat* empty_page error* even_though exception* expected fail
            failing fails fix flicker* freez* freezes hangs ignores incorrect* intermittent
            invisible logged_out lost misaligned miscalculat* mismatch missing missing_from
            never_comes_out not_found not_work* not_working off_by only_for_some out_of_sync
            overlap* randomly reload* reproducible rounding scrambled sentry stuck timezone
            truncated unexpected* unreadable unresponsive vanish* wrong* zero_instead
        """,
        hint="""
            android chrome console firmware instead invalid iphone issue log never noticed
            old_data problem* reported_by shows since some_users sometimes stale twice windows
        """,
    ),
    "incident": Words(
        certain="""
            accident after_the_outage data_centre_down data_loss down_since downtime emergency
            everything_is_down failover_now in_production_now incident* major_incident near_miss
            network_down nobody_can on_call_alert outage* p1 post-mortem postmortem* power_cut
            power_failure ransomware rollback_now root_cause_analysis service_disruption
            service_is_down sev-1 sev1 site_down system_down total_failure unavailable unreachable
            what_went_wrong
        """,
        usual="""
            500s 502 503 alert* all_customers blameless cannot_work dead failure_of hotline
            no_blame on_call pager* production_is provider_is_informed restore_service right_now
            stands_still status_page time_out timeline_of timing_out went_down whole_office
        """,
        hint="""
            500 for_two_hours immediately informed lost_orders mobiles restart* since
            since_this_morning what_we_change write_up
        """,
    ),
    "release": Words(
        certain="""
            app_store app_submission beta_build changelog* code_freeze feature_freeze
            first_public_version get_the_build go-live go_live gold_master hotfix* play_store
            publish_version release* release_candidate release_notes roll_it_out roll_out rollout
            ship sign_the_image store_listing tag_and testers testflight update_server v1 v2 v3
            version_1 version_2 version_3
        """,
        usual="""
            bump_version canary changelog_for cherry-pick cut_a deploy* deploy_the firmware_update
            freeze image_on installer* installers known_problems maven new_version npm_package
            package_on publish publish_it publish_the_app publish_to pypi ship_to sign_the signing
            smoke_test* staged_rollout staging tag version*
        """,
        hint="""
            announce available_for_a_month branch build customers keep launch notes production
            sign store
        """,
    ),
    "infrastructure": Words(
        certain="""
            ansible argo automatic_builds backup_server build_server cd_pipeline ci
            container_registry data_center dev_environment docker_compose ec2 failover file_server
            helm hypervisor infrastructure jenkins k8s kubernetes load_balancer* load_balancing
            mail_server nas object_storage pipeline* provision* proxmox raid router runner runners
            s3_bucket self-host* server_room smtp_relay ssl_termination staging_environment
            switch_cabinet terraform* uplink uptime_monitor virtualisation vpn vpn_for wi-fi wifi
        """,
        usual="""
            access_point* alerts_for autoscal* bucket* cdn cluster* cron deploy_pipeline dns
            docker* environment firewall* github_actions gitlab_ci grafana hardware hosting
            hosting_for hostname log_collection logging monitoring network network_cable* nginx
            ports prometheus queue_server reachable redis_cluster reverse_proxy server* set_up
            staging subnet* tb ups virtual_machine* vm vms
        """,
        hint="""
            aws azure cloud full gcp install linux machine machines node nodes raspberry runner*
        """,
    ),
    "migration": Words(
        certain="""
            away_from bring_over carry_over consolidate_the_databases convert_our cut-over cutover
            data_import data_transfer digitise digitize end-of-life_system from_excel_into
            from_excel_to from_subversion get_off history_to import_from_the import_the_old
            into_the_new leave_the_old migrat* move_all move_from move_our move_the_data
            move_to_the_cloud off_the_old phase_out port_to replace_excel sunset switch_from
            switch_our switch_over switch_to to_git to_the_cloud transfer_the_records
            upgrade_from_version
        """,
        usual="""
            convert* counts cut_over decommission* downtime export_from field_mapping from_mysql
            from_oracle import into_the_test keep_the_history legacy legacy_data load_everything
            mailboxes mapping members nobody_should_have_to_stop nothing_lost old_system
            old_to_new parallel_run records replace_the_old retire schema sheets spreadsheets
            years_of_history
        """,
        hint="""
            along compare_the conflicts contacts crm csv database export move mysql old oracle
            postgres postgresql resolve software system
        """,
    ),
    "refactoring": Words(
        certain="""
            behavio*_must_not behaviour_stays circular_import* clean_architecture code_duplication
            code_smell* cyclic_dependenc* dead_code decoupl* dedupe dependency_injection
            get_rid_of_global global_state inheritance magic_numbers no_change_in_behavio*
            no_user_should_notice nobody_should_notice one_place_for refactor* remove_duplication
            rename_variables reorganise_the_code restructur* same_rule simplify_the_code split_the
            split_the_file split_up tech_debt technical_debt tidy_up_the_code type_hints untangle
            untangle*
        """,
        usual="""
            before_we_touch callback_hell clean_up_the_code consolidate copy-paste* copy_and_paste
            duplicat* extract files_of god_object hard_to_test helper_function* legacy_code
            lines_long mess modular* monolith* nested own_module own_package readable rename_the
            rewrite same_code simplify singletons spaghetti unused_code utils
        """,
        hint="""
            code codebase copy covered function* module* package readab* rule separate tests
        """,
    ),
    "performance": Words(
        certain="""
            battery_drain bottleneck* build_time bundle_size caching_for cold_start
            compress_images cpu_usage faster fps frames_per_second heavy_query in_half jank*
            latency lighthouse load_times memory_leak memory_usage n_1 optimi* page_weight
            performance render_time response_time* scale_to slow* slow_queries slow_query sluggish
            speed speed_up start-up_time startup_time stutter* takes_forever takes_minutes
            takes_too_long throughput time_out_under too_slow
        """,
        usual="""
            cache_hit concurrent cpu cpu_load halve hours_to index lag laggy lags leak* linker
            load_time mb_of_ram memory milliseconds ms peak_load per_second percentile profile*
            profiling quicker requests_per_second responsive scrolling seconds_to takes
            takes_seconds throughput_of time_to_first under_load
        """,
        hint="""
            below cache hours instead_of_ten minutes second seconds target under
        """,
    ),
    "security": Words(
        certain="""
            access_control access_rights account_takeover antivirus audit_log backdoor brute_force
            bug_bounty captcha compromised csrf cve* data_protection ddos dependency_audit
            disclosure encrypt* encryption hacked harden* hsts leak_of leaked lost_laptop malware
            owasp password_manager penetration_test* pentest* phishing privilege* rate_limit_login
            rotate_keys rotate_the second_factor secrets security sensitive_data session_fixation
            sign-ins_from_abroad signed_urls spam_attack sql_injection ssl_only stolen
            strange_sign-ins suspicious unauthorised unauthorized virus vulnerab* who_can_read
            who_can_see xss
        """,
        usual="""
            alarm_codes api_keys attack* auditor* breach* credential* data_breach exploit*
            firewall former_employee* from_abroad gdpr https keycards locked_accounts mfa misuse
            password_policy path_traversal permission* permissions_audit record_of_each_access
            reset_their_passwords revoke* roles safe_combination threat* token_leak who_has_access
        """,
        hint="""
            access accounts guests keys log_in password* rights rotate secret size_limits tls
        """,
    ),
    "testing": Words(
        certain="""
            acceptance_test* acceptance_testing beta_test* chaos_test* check_in_all_browsers
            contract_tests cross-browser cypress dry_run e2e end-to-end flaky fuzz*
            integration_test* load_test* mutation_testing pilot_with playwright property-based qa
            regression_test* selenium simulate smoke-test* smoke_tests stress_test* test_coverage
            test_device* test_drive test_matrix test_plan test_run test_suite test_the trial_run
            try_out try_the unit_test* usability_test* user_acceptance with_tests write_tests
        """,
        usual="""
            automated_tests coverage does_everybody edge_cases example_cases field_test
            inspect_results jest k6 manual_test* pytest qa_pass test test_account_for test_cases
            test_data testing tests try verify_that volunteers_try
        """,
        hint="""
            by_hand cases examples fixture* mock* network scenario* verify
        """,
    ),
    "integration": Words(
        certain="""
            api_client api_of bank_feed connect_the connector* data_exchange edi export_to_datev
            feed_from google_calendar graphql_api hook_up hubspot ical import_orders_from
            in_our_calendar integrat* interface_between interface_to ldap_login link_with
            login_with_google mqtt oauth_with one-way outlook_calendar payment_gateway
            payment_provider plug_into pull_data_from push_data_to rest_api salesforce
            sap_interface serial_protocol shopify sign_in_with_google single_sign-on slack_bot
            sso_with stripe sync_with third-party tracking_api two-way webhook* woocommerce
            zendesk
        """,
        usual="""
            airbnb api back_to_them both_directions both_ways calendar_sync callback* connect
            connect_to dhl every_hour external_system gateway import_from interface our_api paypal
            protocol provider's_api sandbox sends_us sso sync* talk_to_each_other their_api twilio
            zapier
        """,
        hint="""
            adapter bookings cable client_library credentials endpoint feed partner* system
            test_account token vault
        """,
    ),
    "maintenance": Words(
        certain="""
            annual_check annual_inspection battery_change bump_php bump_python bump_the bumps
            calibrat* certificate* check-up checkup clean_up_old clear_out_the_logs dependabot
            dependenc* disk_cleanup domain_renewal end_of_life expires_on expiring filter_change
            fire_extinguisher* firmware_updates gets_no_fixes housekeeping inspection*
            licence_renewal license_renewal log_rotation lubricat* maintenance no_fixes_any_more
            old_backups os_updates out_of_support patch_day plugin_updates renew* renew_the
            replace_filters restore_test rotate_logs routine_check seasonal_service
            security_patches service_the servicing update_plugins update_the_libraries
            update_wordpress upgrade_dependenc* upgrade_to_the_latest vacuum_the winteri*
            yearly_check
        """,
        usual="""
            annual archive archive_old backup* boiler_service certificate clean_up cleanup
            delete_old disk_space expire* gutters half-yearly latest_version lts_version
            minor_versions patch* plugins prune* purge quarterly remove_unused running_out stale
            to_the_latest update_django update_node update_python upgrade* vehicle_inspection
            wildcard yearly
        """,
        hint="""
            bump check company's flags floors latest lts old outdated site support toolchain
            versions
        """,
    ),
    "design": Words(
        certain="""
            animation_for appearance banner* brand* brochure business_card_design character_design
            color_scheme colour_scheme concept_art costume_design cover_for design_system
            draw_three draw_two email_template empty_state figma floor_plan flyer_for icon*
            illustrat* infographic interface_for label_design landing_page logo* look_of mock-up*
            mockup* mood_board moodboard new_look nicer_looking packaging_design poster_for
            prettier proposals_before prototype_the redesign* signage sketch* slide_template
            splash_screen style_guide t-shirt_design the_cover typography ugly ui_kit
            user_interface ux visual* visual_identity wireframe*
        """,
        usual="""
            color_palette colour_palette contrast design* designer_to drafts_of draw_the drawing*
            flyer* form_layout landing_page_design layout* look_and_feel mobile_view photographs
            poster* proportions proposals readable_on render* screens sketch_the spacing square
            svg template_for thumbnail typograph* usability_test*
        """,
        hint="""
            color* colour* fields font* grid label pixel* row shape
        """,
    ),
    "research": Words(
        certain="""
            alternatives_to analyse_the_causes benchmark_the benchmarks_of can_we compare
            competitor* competitor_analysis cost_comparison cost_of_switching desk_research
            do_we_need evaluat* explore feasib* feasibility find_out_why find_the_best
            how_much_does how_much_would hypothesis investigat* investigate_if investigate_whether
            is_it_worth literature_review look_at_options look_for_alternatives make_or_buy
            market_analysis market_research or_not poc proof_of_concept pros_cons
            prototype_to_find research* shortlist_of should_we spike survey_of_the_literature
            technology_choice trade-off* understand_the what_do_others what_would_it_cost which
            which_provider which_tool which_vendor worth_it
        """,
        usual="""
            advantages alternatives analyse_why assess background_reading choose_a
            compare_the_prices decide_between decide_whether drawbacks experiment experiments
            figure_out find_out interviews_with learn_how_others look_at_price look_into
            numbers_have_to options options_for pick_a pros_and_cons recommendation risks_of study
            subsidies understand_why what_happens_when
        """,
        hint="""
            answers costs decision funnel learn_about open_source opinion privacy question talk_to
            two_offers versus vs whether why
        """,
    ),
    "writing": Words(
        certain="""
            about_page announcement_text article* biography blog* book_review case_study chapter
            chapter_on column column_for copy_for copywriting cover_letter editorial editorial_for
            essay* foreword ghostwrite guest_post interview_with letter_to_the memoir newsletter*
            novel obituary op-ed poem post_about post_on press_release* press_text
            product_description* report_for_the_newspaper script short_story short_text speech_for
            story_about story_for tagline text_about text_for thought_piece wedding_speech
            what_we_learned white_paper whitepaper words_for
        """,
        usual="""
            500_words 600_words 800_words caption* draft* editor final_draft first_draft headline
            in_print magazine newspaper no_jargon outline* paper paragraphs podcast_script post
            proofread* proofreading publish_on readers script_for speech words write write_about
            write_the
        """,
        hint="""
            charts headline* humour letter quote* stories tone
        """,
    ),
    "documentation": Words(
        certain="""
            api_reference architecture_diagram changelog_guide changelog_policy cheat_sheet
            checklist_for code_comments contributing_guide contributor* decision_record
            describe_our describe_the docs docstring* document documentation emergency_plan
            explain_our explain_the faq glossary_of guidelines handbook* help_texts house_rules
            how-to how_to how_we instructions_for knowledge_base manual* onboarding_docs
            onboarding_guide one_sheet operating_instructions page_in_the_repository playbook*
            readme* recipe_book rules_for runbook* standard_operating style_guide_for style_rules
            troubleshooting_guide user_guide user_manual wiki write_down_how
        """,
        usual="""
            contributors describe_how diagram* diagrams guide hand-over_notes handover_notes
            help_article help_page instructions laminated newcomers openapi page_that_says
            procedure* pull_request reference screenshots sheet so_that_anyone tutorial*
            with_an_example write_down written_down
        """,
        hint="""
            branching locally out_of_date page repository rules step-by-step
        """,
    ),
    "translation": Words(
        certain="""
            bilingual dubbing dutch_text english_version foreign-language french_text
            french_version german_version i18n in_english_and in_french_and interpreter*
            into_arabic into_dutch into_english into_french into_german into_italian into_polish
            into_russian into_spanish into_turkish into_ukrainian l10n language_versions locali*
            localisation menu_in proofread_the_translation spanish_version subtitl* subtitles
            sworn_translat* translat* translate_the turkish_version ukrainian_version
        """,
        usual="""
            allergens_must arabic chinese czech dutch french german glossary greek hungarian
            italian japanese language* multilingual native_speaker* original_text polish
            portuguese source_text spanish strings swedish translator* turkish ukrainian
        """,
        hint="""
            agency english exact russian terminology terms
        """,
    ),
    "presentation": Words(
        certain="""
            brown_bag deck defend_the_thesis demo_day demo_for_the_customer elevator_pitch
            give_a_talk keynote* keynote_for lecture_about lecture_for lightning_talk lunch_talk
            panel pitch pitch_to poster_session powerpoint prepare_a_talk present_the_results
            present_to presentation* presentation_for product_demo show_and_tell slide_deck slides
            slides_for speech_at speech_on stage_appearance talk_about talk_at talk_for
        """,
        usual="""
            20_minutes a_talk audience_of board_meeting conference_talk flipchart handout*
            listeners live_demo minutes_for minutes_on on_stage on_the_screen projector q_and_a
            slide speak tech_talk ten_minutes
        """,
        hint="""
            anniversary audience conference demo guild humour investor* photos screen
        """,
    ),
    "report": Words(
        certain="""
            actuals analyse_the_data analysis_of_the analyze_the_data annual_report
            attendance_figures budget_vs cash_flow chart_of charts_for churn_numbers
            cost_breakdown dashboard* data_analysis energy_use evaluate_the_results
            evaluation_of_the_data figures_for how_many how_much_do_we kpi* metrics
            monthly_numbers monthly_report numbers_for progress_report quarterly_report report*
            revenue_by sales_by sales_figures spreadsheet_of statistics statistics_of
            status_report summary_for_the table_of tally usage_statistics visitor_numbers
            weekly_report year-end
        """,
        usual="""
            add_up analytics average breakdown by_age by_country by_month by_plan by_product
            by_region by_team calculate chart* compare_to_last_year compare_with_last_year
            draw_a_curve figures for_the_board forecast* growth median numbers one_sheet_with
            per_month percentile pivot* quarterly_review share_of sheet spreadsheet summary_of
            totals trend* year_to_year
        """,
        hint="""
            last_12 monthly pdf per_team use weekly
        """,
    ),
    "event": Words(
        certain="""
            auction bake_sale baptism barbecue* bbq birthday* book_launch camp celebrat* ceremony
            charity_run children's_party christening christmas_party company_outing concert*
            conference_day dinner_for exhibition* farewell* farewell_dinner festival* film_night
            flea_market fundraiser* funeral game_night garden_party graduation hackathon*
            hike_with housewarming jubilee meetup* movie_night networking_evening new_year's
            offsite open_day open_house opening_ceremony party picnic prom quiz quiz_night retire*
            retirement_party reunion* run_in_the_park school_fair sports_day street_festival
            surprise_party tasting team_building tournament* webinar* wedding*
        """,
        usual="""
            attendees band catering colleagues_come decoration* dj drinks event* guests helpers
            host_a invitations invite marquee organise organize permit_from prizes programme
            raffle registrations rsvp seating sign-up_sheet speakers stage_and_sound stewards
            summer surprise tent trade_fair venue*
        """,
        hint="""
            cake charity date guest park restaurant volunteers years
        """,
    ),
    "meeting": Words(
        certain="""
            1_1 agenda all-hands annual_general_meeting appointment* appraisal_talk
            board_meeting_on call_with catch_up_with check-in_with conversation_with
            council_session discuss_the feedback_talk follow-up_meeting interview_slot jour_fixe
            kick-off kickoff meet_the meet_with meeting* negotiation_with one-on-one
            parent-teacher phone_call_with planning_session retro* review_meeting round_table
            schedule_a sit_down_with site_visit_with speak_to speak_with sprint_planning
            sprint_review stand-up standup steering_committee sync_meeting sync_with_the_team
            talk_with_the town_hall weekly_sync workshop_with
        """,
        usual="""
            at_their_place attend* calendar calendar_invite call conference_call decisions
            discuss* doodle invite minutes_of minutes_of_the_meeting moderator protocol schedule
            time_slot timebox* topics video_call want_a_date wednesday_at who_attends
        """,
        hint="""
            date hour minutes name office participants remote slot* teams zoom
        """,
    ),
    "purchase": Words(
        certain="""
            bargain bring_from_the_shop bulk_order business_cards buy* christmas_presents
            delivery_to_the desks find_a_supplier get_a_new get_new get_quotes gift* groceries
            ikea ingredients laptops lease_a_printer licence_for licences_for license_for merch
            mugs new_chairs new_keyboard new_monitors new_phones offers_for order_a order_new
            order_some order_the paint_for pick_up_from_the_shop procure* purchas* quote_from
            quotes_for replacement_for replacement_parts restock school_supplies second-hand
            shopping* shopping_list spare_parts stationery subscription_for subscription_to
            supplier* t-shirts_for three_offers tickets_for_the_concert toner tools_for_the
            upright we_need_a_new
        """,
        usual="""
            at_most boxes_of bread budget_of camera catalogue chair* cheese cleaning_supplies
            coffee_machine dollars eggs euros fridge headset* invoice_to_company kg laptop liters
            litres monitors no_more_than office_supplies order pack_of packs_of pairs pieces
            present_for price* rice second_floor size_l size_m sofa tablet up_to up_to_500 vendor*
        """,
        hint="""
            amazon budget cheap cheap* deliver* delivery each floor keyboard new pay three two
            warranty
        """,
    ),
    "hiring": Words(
        certain="""
            advert_for applicants apprentice apprenticeship* assessment_centre babysitter_for
            backfill candidate* cook_for cv cvs driver_for fill_the_position fill_the_role
            find_a_developer find_a_new_colleague find_a_trainer find_a_tutor headcount hire*
            hiring hiring_plan internship interviews_for job_ad* job_description
            job_description_for job_fair job_offer job_post* look_for_a_new new_team_lead
            nurse_for open_position recruit* recruiter referral_bonus resume* shortlisting
            staffing substitute_for talent_pool teacher_for temp trainee trial_day trial_shift
            vacanc*
        """,
        usual="""
            accountant advert agency application_deadline applications assistant before_we_sign
            cook cover_letters developer_for developer_wanted driver engineer_for find_a freelanc*
            full-time ideal_candidate intern interview* junior mechanic_wanted notice_period_of
            nurse part-time phone_screen position receptionist references role salary
            salary_expectation senior staff teacher trial waiter
        """,
        hint="""
            contractor developer engineer experience experienced paid_task paper probation
            regional remote shift start team_lead years
        """,
    ),
    "onboarding": Words(
        certain="""
            begins_on_monday briefing_for_new bring_the_new buddy_for first_day first_days
            first_week get_her_started get_him_started get_the_new handover_to_the_new induction
            introduce_the_new joins_on joins_the_team mentor* new_apprentice new_colleague*
            new_employee* new_hire* new_joiner* new_members new_starter* new_team_member
            new_teammate new_trainee* new_volunteer* newcomer* onboard onboarding_of
            onboarding_plan orientation orientation_day probation ramp-up ramp_up safety_briefing
            settle_into show_around starter_kit starts_next starts_on_monday welcome_new
            welcome_pack welcome_the
        """,
        usual="""
            access_card accounts_for badge_for begins begins_on buddy introduce
            introduction_to_the_team joins_us keys_and mailbox_for newcomer onboarding our_new
            settle_in starts_monday starts_on team_lunch training_plan workstation
        """,
        hint="""
            accounts briefing joins keys laptop lunch monday starts team workshop
        """,
    ),
    "learning": Words(
        certain="""
            bachelor's certificate_course certification* course* coursera curriculum dissertation
            driving_licence driving_test duolingo evening_class exam* first-aid_course flashcard*
            get_better_at get_my get_my_licence guitar ielts improve_my kata language_course
            learn* learn_the_basics learn_to lecture* leetcode marathon_training master's
            online_course pass_the piano_lessons practice practice_in practise read_up_on
            revise_for revision sailing_licence school_exam self-study study* study_for
            study_group swimming_lessons take_a_class teach_myself textbook theory thesis toefl
            training_course tutorial_on udemy vocabulary
        """,
        usual="""
            assignment* certification_by class_in degree every_day_for exercises grammar
            half_an_hour hours_a_week hours_per_week improve_my_english lectures level mock_exam
            module modules pass pass_by quiz* read_the_book speak_better teacher_recommended
            theory_in training tutorials workshop_on
        """,
        hint="""
            a2 b1 book chapters classes final_project german minutes_a_day week
        """,
    ),
    "marketing": Words(
        certain="""
            ads advertise* affiliate* attract* black_friday brand_awareness brand_campaign
            bring_in_customers campaign* christmas_campaign click-through content_calendar
            content_plan crowdfunding customer_acquisition discount_campaign donation_campaign
            email_campaign email_series facebook facebook_group fill_the flyers free_places
            fundraising_campaign get_more_customers get_more_members get_more_visitors giveaway*
            google_ads google_ranking influencer* instagram landing_page_for landing_pages
            lead_generation linkedin mailing_campaign marketing membership_drive more_reviews
            newsletter_campaign newsletter_signup newsletter_subscribers open_rate podcast_ads
            post_schedule press_contacts press_kit product_launch_campaign promot*
            reviews_on_google seo social_media social_posts sponsor_search target_audience tiktok
            trade_fair_booth voucher* word_of_mouth youtube_channel
        """,
        usual="""
            audience awareness conversion* discount* evening_classes flyer followers hashtags
            keyword* launch_campaign leads local_radio mailing posters_in press publicity ranking
            reach sign-ups story_on subscribers target_group trial_sign-ups
        """,
        hint="""
            customers free goal october offer posts spend
        """,
    ),
    "travel": Words(
        certain="""
            accommodation_in airbnb backpacking book_flights_to business_trip camping_trip
            car_hire city_break class_trip conference_in cruise* drive_to family_holiday flight*
            flights_to fly_to holiday* honeymoon hotel* hotel_in interrail itinerary journey_to
            passport* pilgrimage rental_car_for retreat_in road_trip sabbatical_in school_trip
            ski_trip stay_in tour_of train_tickets travel* travel_arrangements travel_to trip*
            trip_to vacation* visa* visas visit_to_the week_in weekend_in
        """,
        usual="""
            airport arrival book_flights camping check_in departure ferry five_days hostel luggage
            nights pack_for passports rental_car route sightseeing three_nights tickets train
            two_nights vaccination*
        """,
        hint="""
            adults days may teachers two_weeks walking_distance
        """,
    ),
    "contract": Words(
        certain="""
            agreement* articles_of_association bylaws cancel_the_contract clause* compliance
            consent_form* contract cookie_policy copyright data_processing_agreement dispute_with
            dpa employment_contract framework_agreement gdpr_agreement imprint index_clause
            insurance_contract insurance_policy lawyer* lawyer_has lease lease_for legal
            legal_notice letter_of_intent licence_agreement licence_terms license_terms nda notary
            our_lawyer patent_application permission_to_use photo_rights power_of_attorney prenup
            privacy_policy release_form rent_index rental_agreement service_agreement
            sign_the_contract sla statute* statutes sue supplier_contract tenancy terminate_the
            terms_and_conditions terms_for terms_of_service the_lease trademark* warranty_claim
            will_and works_agreement
        """,
        usual="""
            amendment* attorney attorney's clause contracts counsel countersign
            draft_of_the_agreement legal_review liabilit* negotiat* notice notice_period parties
            policy renewal sign signature* signed solicitor ten_years termination terms
            the_other_side
        """,
        hint="""
            approve branch company draft ends lawyer normal price review years
        """,
    ),
    "payment": Words(
        certain="""
            account_number accounting advance_payment annual_accounts annual_financial
            balance_sheet bank_statement bank_statements bill bills bookkeeping budget_for
            claim_back collect_fees collect_the_fees cost_centre customs_duty deposit direct_debit
            donation_receipts expense_claim expense_report expenses grant_application_budget iban
            import_duty income_tax insurance_premium invoice* membership_dues membership_fees
            open_invoices pay pay_back pay_out pay_rent pay_the_fine pay_the_rent payroll payslips
            petty_cash property_tax quarterly_tax reconcile refund_from_the refund_the reimburse*
            reimbursement_of reminders_for_unpaid salaries sales_tax send_invoices sepa_mandate
            settle_the settle_the_bill settle_the_bills standing_order subsidies_claim tax*
            tax_office tax_return* the_deposit transfer_the_deposit travel_expenses
            travel_expenses_claim unpaid vat wage_slips wages wire_transfer write_invoices
            year-end_closing
        """,
        usual="""
            accountant adviser amount_due audit_the_books bank bank_account bank_transfer budget
            confirmation deadline_is debit dunning fee fees fine fiscal hourly invoices overdue
            owe owed owes payable payment_terms purchase_order rate receipts transfer
        """,
        hint="""
            amount april deadline due now number
        """,
    ),
    "support": Words(
        certain="""
            angry_customer answer_questions answer_the apologi* call_back call_her_back
            call_him_back call_them_back calls_every_day can't_log_in cannot_log_in
            compensation_for complaint* customer_can't customer_cannot customer_complain*
            customer_is customer_reports customer_request customer_says customer_wants
            escalation_from forgot_her_password get_back_to goodwill guest_complains guest_wants
            help_desk helpdesk helps_with lost_luggage lost_parcel lost_password lost_property
            member_wants never_arrived parent_complains patient_asks problem_of_mr refund_request
            reply_to request_from respond_to support_ticket tenant_complains ticket_from
            unhappy_customer unlock_the_account user_asks user_can't user_reports warranty_case
            write_back wrong_item_delivered
        """,
        usual="""
            answer asked_for asks_for assist billed complains customer_asks get_past he_ordered
            help help_her help_him mailbox_full mr mrs polite promised refund* reply reports_that
            she_ordered sorry ticket urgent_request waiting_since wants wrote
        """,
        hint="""
            account call customer demo every_day guest he hotel parcel please she tenant today
            weeks
        """,
    ),
    "relocation": Words(
        certain="""
            bring_the_furniture change_our_address clear_out_the_house clear_the_flat
            clear_the_house departments_move empty_the_flat empty_the_house furniture_to
            hand_back_the_keys house_clearance move_desks move_house move_into move_out
            move_the_library move_the_office move_the_workshop move_to_the_new movers moving
            moving_boxes moving_day moving_in moving_out moving_truck moving_van new_apartment
            new_flat new_house new_office new_premises office_move relocat* removal_company
            self-storage set_up_the_new_office storage_unit
        """,
        usual="""
            apartment boxes carry change_of_address deregister flat floor_by_floor
            forwarding_order furniture hand_over keys_on lorry old_flat old_house old_office pack
            pack_the stays strong_friends truck unpack van
        """,
        hint="""
            floor keys lease lift piano room
        """,
    ),
    "repair": Words(
        certain="""
            blocked_drain blocked_sink boiler* broken_chair broken_heater broken_lock
            broken_window car_service car_won't clogged crack_in cracked damp dishwasher
            dishwasher_is dripping electrician engine_light fence* fix_the_door flat_tire
            flat_tyre fridge_is garage_door gearbox glue_the headlight heating_doesn't leak_in_the
            leaking leaks leaky loose mechanic mend mend_the mold_in mould oven_is paint_the
            patch_the plumb* puncture radiator re-tile refurbish* renovat* repaint repair*
            repair_café replace_the_lock replace_the_tap replace_the_window replaster rewire roof*
            rotten sew sewing_on socket_in squeak* squeaky squeal* stuck_door switch_in_the
            tire_change toilet tyre* washing_machine wobbly zip
        """,
        usual="""
            bathroom bike brakes cable carpenter chain door drill floorboard* furniture_repair
            garage garden grout hammer handle handyman heating hinge kitchen lamp lock makes_noise
            mechanic's noise_from paint pipe pipe* plumber roofer rust rusty screws sealant
            spare_part storm tap tiles wall washer window
        """,
        hint="""
            board boards broken car fix hole metal needed replace screw* tool tools weekend wood
        """,
    ),
    "household": Words(
        certain="""
            babysit* batch_cooking bins change_the_beds change_the_sheets chop_wood chore*
            clean_out clean_the_bathroom clean_the_fridge clean_the_garage clean_the_house
            clean_the_kitchen clean_the_oven clean_the_windows compost cook* cook_for de-ice
            declutter* defrost_the_freezer descale dinner dust_the feed_the feed_the_cat
            feed_the_fish garden_work gardening grocery_day hoover* housework iron_the ironing
            laundry meal* meal_plan mop mow* mow_the_lawn pick_up_the_kids plant_the prune_the
            put_up_the_christmas_tree rake recycling_day repot shovel_snow sort_out_the
            sort_the_wardrobe spring_cleaning take_out_the take_the_bins tidy* tidy_up
            vacuum_the_house walk_the_dog walk_with_the_dog wash_the water_flowers water_the
            water_the_plants weed_the weekly_meals winter_clothes
        """,
        usual="""
            attic balcony bathroom beds breakfast carpet cat cellar clothes cupboard dog floors
            freezer garage garden hamster hedge kids kitchen lawn leaves neighbours* oven plants
            recycling saturday_morning sheets shoes sunday toys trash wardrobe windows
        """,
        hint="""
            clean evening every_evening every_week home weekly
        """,
    ),
    "survey": Words(
        certain="""
            anonymous_form ask_100 ask_50 ask_customers ask_customers_what ask_employees
            ask_guests ask_members ask_our_users ask_parents ask_the_team_what ask_volunteers
            collect_feedback collect_opinions customer_feedback_form customer_interviews
            doodle_poll employee_survey exit_survey feedback_form feedback_from feedback_round
            focus_group gather_feedback interview_five interview_ten market_survey nps
            opinion_poll poll questionnaire questionnaire* rating_form satisfaction_survey
            short_form survey* user_interviews user_survey vote_on
        """,
        usual="""
            anonymous answers_from feedback five_questions form likert multiple_choice
            open_questions participants_answer questions respondents response_rate responses
            results_for satisf* say_what_they scale_from ten_questions
        """,
        hint="""
            ask board customers june people question* results short ten
        """,
    ),
}
