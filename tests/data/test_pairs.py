"""Pairs of drugs whose worst severity was decided from label text, those that must not alarm among them."""

from itertools import combinations

import pytest

from medcompare.interactions import pair

ORDER = ("contraindicated", "major", "moderate", "minor")
STATUSES = {"interacts", "none-recorded", "not-reviewed"}

# drug, drug, worst severity, words that a finding must hold, where the labels say so
ALARM = [
    # --- opioids with depressants
    ("baclofen", "oxycodone", "major", ["breathing"], "oxycodone boxed_warning; drug_interactions, muscle relaxants"),
    ("diazepam", "oxycodone", "major", ["breathing", "sedation"], "diazepam boxed_warning"),
    ("lorazepam", "morphine", "major", ["breathing"], "lorazepam boxed_warning"),
    ("temazepam", "hydrocodone", "major", ["breathing"], "temazepam boxed_warning"),
    ("oxazepam", "codeine", "major", ["breathing"], "oxazepam boxed_warning"),
    ("clobazam", "hydromorphone", "major", ["breathing"], "clobazam boxed_warning"),
    ("midazolam", "fentanyl", "major", ["breathing"], "midazolam boxed_warning"),
    ("alprazolam", "buprenorphine", "major", ["breathing"], "alprazolam boxed_warning; buprenorphine warnings"),
    ("oxycodone", "alcohol", "major", ["alcohol"], "oxycodone boxed_warning"),
    ("tapentadol", "alcohol", "major", ["alcohol"], "tapentadol boxed_warning"),
    ("gabapentin", "hydrocodone", "major", ["breathing"], "gabapentin warnings_and_cautions"),
    ("pregabalin", "oxycodone", "major", ["breathing"], "pregabalin warnings_and_cautions"),
    ("zolpidem", "oxycodone", "major", ["breathing"], "oxycodone boxed_warning; zolpidem drug_interactions"),
    ("phenobarbital", "morphine", "major", ["breathing"], "morphine boxed_warning"),
    ("quetiapine", "methadone", "major", ["breathing"], "methadone boxed_warning"),
    ("tizanidine", "tramadol", "major", ["breathing"], "tramadol boxed_warning, muscle relaxants"),
    ("cyclobenzaprine", "hydrocodone", "major", ["breathing"], "hydrocodone drug_interactions, muscle relaxants"),
    ("carisoprodol", "oxycodone", "major", ["breathing"], "oxycodone boxed_warning"),
    ("fentanyl", "morphine", "major", ["breathing"], "fentanyl boxed_warning, other opioids"),
    ("buprenorphine", "oxycodone", "major", ["withdrawal"], "oxycodone drug_interactions, partial agonists"),
    ("nalbuphine", "hydromorphone", "major", ["withdrawal"], "hydromorphone drug_interactions"),
    ("naltrexone", "oxycodone", "contraindicated", ["withdrawal"], "naltrexone contraindications"),
    ("naltrexone", "buprenorphine", "contraindicated", ["withdrawal"], "naltrexone contraindications"),
    ("naltrexone", "disulfiram", "major", ["liver"], "naltrexone drug_interactions"),
    ("naloxone", "tramadol", "moderate", ["seizures"], "tramadol overdosage"),
    ("hydrochlorothiazide", "morphine", "moderate", ["diuretic"], "morphine drug_interactions"),
    ("morphine", "verapamil", "moderate", ["glycoprotein"], "morphine drug_interactions"),
    ("morphine", "cimetidine", "moderate", ["twitching"], "morphine drug_interactions"),
    ("gabapentin", "morphine", "major", ["44%"], "gabapentin drug_interactions"),
    # --- opioids and enzymes
    ("oxycodone", "ketoconazole", "major", ["CYP3A4"], "oxycodone boxed_warning"),
    ("fentanyl", "ritonavir", "major", ["CYP3A4"], "fentanyl boxed_warning"),
    ("fentanyl", "grapefruit", "major", ["CYP3A4", "grapefruit"], "fentanyl drug_interactions"),
    ("hydrocodone", "rifampin", "major", ["withdrawal"], "hydrocodone boxed_warning"),
    ("codeine", "paroxetine", "major", ["CYP2D6", "relief"], "codeine boxed_warning"),
    ("tramadol", "fluoxetine", "major", ["CYP2D6"], "tramadol boxed_warning"),
    ("tramadol", "carbamazepine", "major", ["not recommended"], "tramadol drug_interactions"),
    ("methadone", "fluconazole", "major", ["more methadone"], "methadone boxed_warning"),
    ("methadone", "phenytoin", "major", ["withdrawal"], "methadone drug_interactions"),
    ("methadone", "haloperidol", "major", ["QT"], "methadone drug_interactions"),
    ("buprenorphine", "ketoconazole", "moderate", ["CYP3A4"], "buprenorphine drug_interactions"),
    ("tramadol", "warfarin", "moderate", ["prothrombin"], "tramadol drug_interactions"),
    # --- additive sedation
    ("baclofen", "diazepam", "moderate", ["depress the central nervous system"], "baclofen precautions; diazepam drug_interactions"),
    ("baclofen", "cyclobenzaprine", "moderate", ["sedation"], "cyclobenzaprine warnings; baclofen precautions"),
    ("baclofen", "alcohol", "moderate", ["sedation"], "baclofen precautions"),
    ("baclofen", "tizanidine", "moderate", ["sedation"], "tizanidine drug_interactions"),
    ("methocarbamol", "lorazepam", "moderate", ["sedation"], "methocarbamol warnings"),
    ("carisoprodol", "zolpidem", "moderate", ["drowsiness"], "carisoprodol drug_interactions"),
    ("carisoprodol", "meprobamate", "major", ["not recommended"], "carisoprodol drug_interactions"),
    ("chlorzoxazone", "alcohol", "moderate", ["drowsiness"], "chlorzoxazone warnings"),
    ("tizanidine", "alcohol", "moderate", ["alcohol raises"], "tizanidine drug_interactions"),
    ("diazepam", "alcohol", "major", ["alcohol"], "diazepam boxed_warning"),
    ("clobazam", "alcohol", "major", ["alcohol"], "clobazam drug_interactions"),
    ("zolpidem", "alcohol", "moderate", ["alcohol"], "zolpidem drug_interactions"),
    ("zolpidem", "imipramine", "moderate", ["impairment"], "zolpidem drug_interactions"),
    ("eszopiclone", "lorazepam", "moderate", ["lower the dose"], "eszopiclone warnings_and_cautions"),
    ("pregabalin", "lorazepam", "moderate", ["sedation"], "pregabalin drug_interactions"),
    ("phenobarbital", "diphenhydramine", "moderate", ["drowsiness"], "phenobarbital drug_interactions"),
    ("lorazepam", "clozapine", "major", ["drooling"], "lorazepam drug_interactions"),
    ("alprazolam", "mirtazapine", "major", ["avoid"], "mirtazapine drug_interactions"),
    ("sodium-oxybate", "zolpidem", "contraindicated", ["sedation"], "sodium oxybate contraindications"),
    ("sodium-oxybate", "alcohol", "contraindicated", ["sedation"], "sodium oxybate contraindications"),
    ("diazepam", "flumazenil", "major", ["seizures"], "diazepam warnings"),
    ("dantrolene", "diazepam", "moderate", ["sedation"], "diazepam warnings, other CNS depressants"),
    # --- MAO inhibitors
    ("cyclobenzaprine", "phenelzine", "contraindicated", ["14 days"], "cyclobenzaprine contraindications"),
    ("fluoxetine", "phenelzine", "contraindicated", ["five weeks", "14 days"], "fluoxetine contraindications"),
    ("fluoxetine", "linezolid", "contraindicated", ["24 hours"], "fluoxetine dosage_and_administration"),
    ("bupropion", "tranylcypromine", "contraindicated", ["hypertensive", "14 days"], "bupropion contraindications"),
    ("tramadol", "linezolid", "contraindicated", ["14 days"], "tramadol contraindications"),
    ("morphine", "tranylcypromine", "contraindicated", ["14 days"], "morphine contraindications"),
    ("oxycodone", "linezolid", "major", ["14 days"], "oxycodone drug_interactions"),
    ("meperidine", "selegiline", "contraindicated", ["14 days"], "selegiline contraindications"),
    ("phenelzine", "pseudoephedrine", "contraindicated", ["hypertensive crisis"], "phenelzine contraindications"),
    ("phenelzine", "methyldopa", "contraindicated", ["high blood pressure"], "phenelzine contraindications"),
    ("tranylcypromine", "carbamazepine", "contraindicated", ["tricyclic"], "tranylcypromine contraindications"),
    ("tranylcypromine", "metformin", "moderate", ["blood sugar"], "tranylcypromine drug_interactions"),
    ("isocarboxazid", "alcohol", "contraindicated", ["alcohol"], "isocarboxazid contraindications"),
    ("isocarboxazid", "hydrochlorothiazide", "contraindicated", ["blood pressure"], "isocarboxazid contraindications"),
    ("phenelzine", "caffeine", "moderate", ["caffeine"], "phenelzine contraindications, excess"),
    ("mirtazapine", "linezolid", "contraindicated", ["serotonin"], "mirtazapine contraindications"),
    ("selegiline", "sertraline", "major", ["14 days"], "selegiline warnings"),
    # --- serotonin
    ("cyclobenzaprine", "fluoxetine", "major", ["serotonin syndrome"], "cyclobenzaprine warnings"),
    ("fluoxetine", "sumatriptan", "major", ["serotonin syndrome"], "fluoxetine warnings_and_cautions"),
    ("fluoxetine", "st-johns-wort", "major", ["serotonin syndrome"], "fluoxetine warnings_and_cautions"),
    ("fluoxetine", "lithium", "major", ["serotonin syndrome"], "fluoxetine warnings_and_cautions"),
    ("metaxalone", "sertraline", "moderate", ["serotonin syndrome"], "metaxalone warnings"),
    ("oxycodone", "sertraline", "moderate", ["serotonin syndrome"], "oxycodone drug_interactions"),
    ("ondansetron", "morphine", "moderate", ["serotonin syndrome"], "morphine drug_interactions, 5-HT3"),
    ("fentanyl", "venlafaxine", "major", ["serotonin syndrome"], "venlafaxine and fluoxetine warnings, fentanyl named"),
    # --- CYP1A2
    ("tizanidine", "ciprofloxacin", "contraindicated", ["CYP1A2"], "tizanidine contraindications"),
    ("tizanidine", "fluvoxamine", "contraindicated", ["CYP1A2"], "tizanidine contraindications"),
    ("tizanidine", "famotidine", "major", ["CYP1A2"], "tizanidine drug_interactions"),
    ("tizanidine", "ethinyl-estradiol", "major", ["CYP1A2"], "tizanidine drug_interactions, oral contraceptives"),
    ("clozapine", "tobacco-smoke", "moderate", ["CYP1A2"], "clozapine drug_interactions"),
    ("clozapine", "caffeine", "moderate", ["CYP1A2"], "clozapine drug_interactions"),
    ("caffeine", "ciprofloxacin", "moderate", ["CYP1A2"], "Trezix drug_interactions"),
    ("theophylline", "ciprofloxacin", "moderate", ["40%"], "theophylline drug_interactions"),
    # --- CYP2C19, CYP2D6, CYP2B6, CYP3A4, glucuronidation
    ("diazepam", "fluoxetine", "moderate", ["diazepam stays longer"], "diazepam drug_interactions"),
    ("diazepam", "omeprazole", "moderate", ["CYP2C19"], "diazepam drug_interactions"),
    ("diazepam", "fluvoxamine", "major", ["65%"], "fluvoxamine warnings_and_cautions"),
    ("diazepam", "phenytoin", "moderate", ["phenytoin levels"], "diazepam drug_interactions"),
    ("clobazam", "omeprazole", "moderate", ["N-desmethylclobazam"], "clobazam drug_interactions"),
    ("clobazam", "ethinyl-estradiol", "moderate", ["without hormones"], "clobazam drug_interactions"),
    ("clopidogrel", "omeprazole", "major", ["CYP2C19"], "clopidogrel drug_interactions"),
    ("fluoxetine", "thioridazine", "contraindicated", ["5 weeks"], "fluoxetine contraindications"),
    ("fluoxetine", "pimozide", "contraindicated", ["QT"], "fluoxetine contraindications"),
    ("fluoxetine", "flecainide", "moderate", ["CYP2D6"], "fluoxetine drug_interactions"),
    ("bupropion", "metoprolol", "moderate", ["CYP2D6"], "bupropion drug_interactions"),
    ("bupropion", "clopidogrel", "moderate", ["CYP2B6"], "bupropion drug_interactions"),
    ("bupropion", "ritonavir", "moderate", ["more bupropion"], "bupropion drug_interactions"),
    ("alprazolam", "ketoconazole", "contraindicated", ["CYP3A4"], "alprazolam contraindications"),
    ("alprazolam", "ritonavir", "moderate", ["10 to 14 days"], "alprazolam dosage_and_administration"),
    ("alprazolam", "digoxin", "moderate", ["digoxin"], "alprazolam drug_interactions"),
    ("triazolam", "itraconazole", "contraindicated", ["CYP3A4"], "triazolam contraindications"),
    ("triazolam", "clarithromycin", "major", ["CYP3A4"], "triazolam contraindications, class; warnings_and_cautions, by name"),
    ("triazolam", "modafinil", "moderate", ["CYP3A4"], "modafinil drug_interactions"),
    ("midazolam", "itraconazole", "contraindicated", ["oral midazolam"], "itraconazole contraindications"),
    ("midazolam", "erythromycin", "moderate", ["doubled"], "midazolam drug_interactions"),
    ("eszopiclone", "clarithromycin", "moderate", ["2 mg"], "eszopiclone dosage_and_administration"),
    ("zolpidem", "rifampin", "moderate", ["not recommended"], "zolpidem drug_interactions"),
    ("lorazepam", "valproate", "moderate", ["50%"], "lorazepam drug_interactions"),
    ("lorazepam", "probenecid", "moderate", ["glucuronidation"], "lorazepam drug_interactions"),
    ("voriconazole", "phenobarbital", "contraindicated", ["do not combine"], "voriconazole contraindications"),
    ("phenobarbital", "warfarin", "moderate", ["clotting"], "phenobarbital drug_interactions"),
    ("phenobarbital", "ethinyl-estradiol", "major", ["contraception"], "phenobarbital drug_interactions; contraceptive labels"),
    ("linezolid", "warfarin", "moderate", ["INR"], "warfarin drug_interactions 7.4"),
    ("linezolid", "levodopa", "contraindicated", ["nonselective"], "carbidopa-levodopa contraindications"),
    ("linezolid", "rifampin", "moderate", ["32%"], "linezolid pharmacokinetics"),
    ("linezolid", "lithium", "major", ["erotonin syndrome"], "linezolid warnings_and_cautions, 6/2026"),
    ("atomoxetine", "phenelzine", "contraindicated", ["two weeks"], "atomoxetine contraindications"),
    ("viloxazine", "selegiline", "contraindicated", ["14 days"], "viloxazine contraindications"),
    ("metoclopramide", "tranylcypromine", "major", ["lood pressure"], "metoclopramide drug_interactions"),
    ("tizanidine", "cannabidiol", "major", ["weak CYP1A2"], "tizanidine drug_interactions 7.2"),
    ("gabapentin", "sodium-oxybate", "major", ["death"], "Xyrem warnings_and_cautions"),
    ("gabapentin", "alcohol", "moderate", ["Horizant"], "Horizant drug_interactions"),
    ("phenobarbital", "quinidine", "moderate", ["Quinidine may be cleared faster"], "quinidine drug_interactions"),
    ("triazolam", "erythromycin", "moderate", ["46%"], "triazolam pharmacokinetics"),
    ("eszopiclone", "ketoconazole", "moderate", ["2.2-fold"], "eszopiclone drug_interactions"),
    ("hydromorphone", "vecuronium", "moderate", ["block"], "hydromorphone drug_interactions"),
    ("temazepam", "fluvoxamine", "moderate", ["sedation"], "temazepam drug_interactions: antidepressants"),
    ("temazepam", "duloxetine", "moderate", ["sedation"], "temazepam drug_interactions: antidepressants"),
    ("temazepam", "carbamazepine", "moderate", ["sedation"], "temazepam drug_interactions: anticonvulsants"),
    ("temazepam", "diphenhydramine", "moderate", ["more than the sum"], "temazepam precautions"),
    ("chlordiazepoxide", "phenelzine", "contraindicated", ["depression of the central nervous system"], "phenelzine contraindications: CNS depressants"),
    ("chlordiazepoxide", "selegiline", "moderate", ["sedation"], "Librax precautions: MAO inhibitors"),
    ("chlordiazepoxide", "warfarin", "minor", ["clotting"], "Librax drug_interactions"),
    ("chlordiazepoxide", "disulfiram", "moderate", ["cleared more slowly"], "Greenblatt 1978, abstract"),
    # --- blood pressure, heart, bleeding, seizures, liver, others
    ("baclofen", "lisinopril", "moderate", ["blood pressure may fall"], "Canadian drug_interactions; British 4.4"),
    ("tizanidine", "lisinopril", "moderate", ["blood pressure"], "tizanidine drug_interactions"),
    ("tizanidine", "clonidine", "major", ["alpha-2"], "tizanidine drug_interactions"),
    ("fluoxetine", "quinidine", "major", ["QT"], "fluoxetine warnings_and_cautions"),
    ("fluoxetine", "moxifloxacin", "major", ["QT"], "fluoxetine warnings_and_cautions"),
    ("fluoxetine", "ibuprofen", "moderate", ["bleeding"], "fluoxetine drug_interactions"),
    ("fluoxetine", "warfarin", "moderate", ["bleeding"], "fluoxetine drug_interactions"),
    ("bupropion", "alcohol", "major", ["seizures"], "bupropion contraindications, abrupt stop"),
    ("bupropion", "theophylline", "moderate", ["seizure"], "bupropion drug_interactions"),
    ("bupropion", "nicotine", "moderate", ["6.1%"], "bupropion warnings_and_cautions"),
    ("bupropion", "amantadine", "moderate", ["tremor"], "bupropion drug_interactions"),
    ("dantrolene", "verapamil", "major", ["potassium"], "dantrolene drug_interactions"),
    ("dantrolene", "estradiol", "moderate", ["35"], "dantrolene drug_interactions"),
    ("orphenadrine", "amitriptyline", "moderate", ["muscarinic"], "orphenadrine precautions"),
    ("cyclobenzaprine", "clozapine", "major", ["bowel"], "clozapine drug_interactions"),
    ("pregabalin", "lisinopril", "moderate", ["swelling"], "pregabalin warnings_and_cautions"),
    ("pregabalin", "pioglitazone", "moderate", ["19%"], "pregabalin warnings_and_cautions"),
    ("methocarbamol", "pyridostigmine", "moderate", ["myasthenia"], "methocarbamol drug_interactions"),
    ("alcohol", "disulfiram", "contraindicated", ["14 days"], "disulfiram contraindications and warnings"),
    ("alcohol", "metronidazole", "contraindicated", ["three days"], "metronidazole contraindications"),
    ("alcohol", "isoniazid", "major", ["hepatitis"], "isoniazid boxed_warning"),
    ("alcohol", "acetaminophen", "moderate", ["liver"], "acetaminophen warnings"),
    ("grapefruit", "simvastatin", "major", ["muscle"], "simvastatin drug_interactions"),
    ("grapefruit", "nifedipine", "major", ["avoid"], "nifedipine dosage_and_administration"),
    ("st-johns-wort", "apixaban", "major", ["avoid"], "apixaban drug_interactions"),
    ("st-johns-wort", "omeprazole", "major", ["CYP2C19"], "omeprazole warnings_and_cautions"),
    ("st-johns-wort", "digoxin", "moderate", ["20%"], "digoxin drug_interactions"),
    ("tobacco-smoke", "ethinyl-estradiol", "major", ["35"], "contraceptive boxed_warning"),
    ("tobacco-smoke", "theophylline", "moderate", ["smoking stops"], "theophylline warnings"),
    ("linezolid", "insulin-glargine", "moderate", ["blood sugar"], "linezolid warnings_and_cautions"),
    ("selegiline", "levodopa", "moderate", ["10%"], "selegiline dosage_and_administration"),
    ("methadone", "nevirapine", "moderate", ["withdrawal"], "methadone drug_interactions"),
    ("cannabis", "warfarin", "moderate", ["INR"], "review of 2022, abstract; dronabinol drug_interactions"),
    # --- drugs that the labels name
    ("sufentanil", "grapefruit", "major", ["breathing"], "sufentanil boxed_warning; drug_interactions, grapefruit juice"),
    ("oxymorphone", "alcohol", "major", ["alcohol", "fatal"], "oxymorphone boxed_warning"),
    ("ketamine", "theophylline", "major", ["seizures"], "ketamine drug_interactions"),
    ("ketamine", "morphine", "major", ["breathing"], "ketamine drug_interactions; opioid boxed warnings"),
    ("propofol", "valproate", "moderate", ["propofol"], "propofol drug_interactions"),
    ("procarbazine", "alcohol", "major", ["disulfiram"], "procarbazine warnings"),
    ("procarbazine", "amitriptyline", "contraindicated", ["never"], "amitriptyline contraindications, MAO inhibitors; procarbazine warnings"),
    ("lurasidone", "ketoconazole", "contraindicated", ["lurasidone"], "lurasidone contraindications"),
    ("lurasidone", "carbamazepine", "contraindicated", ["lurasidone"], "lurasidone contraindications"),
    ("ziprasidone", "sotalol", "contraindicated", ["qt"], "ziprasidone contraindications"),
    ("ziprasidone", "linezolid", "contraindicated", ["serotonin"], "ziprasidone contraindications"),
    ("dofetilide", "verapamil", "contraindicated", ["torsades"], "dofetilide contraindications"),
    ("dofetilide", "hydrochlorothiazide", "contraindicated", ["qt"], "dofetilide contraindications"),
    ("vilazodone", "phenytoin", "moderate", ["vilazodone"], "vilazodone drug_interactions"),
    ("topiramate", "valproate", "major", ["ammonia"], "topiramate drug_interactions 7.1"),
    ("topiramate", "lithium", "moderate", ["lithium"], "topiramate drug_interactions 7.7"),
    ("doxepin", "isocarboxazid", "contraindicated", ["seizures"], "isocarboxazid contraindications"),
    ("phenylephrine", "tranylcypromine", "contraindicated", ["hypertensive"], "tranylcypromine contraindications"),
]  # fmt: skip

# drug, drug, why no alarm: nothing above minor may be found
QUIET = [
    ("lorazepam", "grapefruit", "glucuronidation, no CYP route: lorazepam pharmacokinetics"),
    ("lorazepam", "ketoconazole", "glucuronidation, no CYP route"),
    ("lorazepam", "itraconazole", "glucuronidation, no CYP route"),
    ("lorazepam", "clarithromycin", "clarithromycin drug_interactions: unlikely"),
    ("lorazepam", "omeprazole", "no CYP2C19 route"),
    ("lorazepam", "cimetidine", "lorazepam injection drug_interactions: no effect"),
    ("lorazepam", "metronidazole", "lorazepam injection drug_interactions: no effect"),
    ("lorazepam", "disulfiram", "lorazepam injection drug_interactions: no effect"),
    ("lorazepam", "metoprolol", "lorazepam injection drug_interactions: no effect"),
    ("lorazepam", "propranolol", "propranolol clinical_pharmacology: no change"),
    ("lorazepam", "tobacco-smoke", "no CYP1A2 route"),
    ("lorazepam", "efavirenz", "efavirenz drug_interactions: no change needed"),
    ("oxazepam", "tobacco-smoke", "glucuronidation; no label names it"),
    ("oxazepam", "omeprazole", "no CYP2C19 route"),
    ("oxazepam", "ketoconazole", "no CYP3A4 route"),
    ("oxazepam", "grapefruit", "no CYP3A4 route"),
    ("oxazepam", "cimetidine", "no CYP route"),
    ("oxazepam", "fluvoxamine", "fluvoxamine warnings_and_cautions: unlikely"),
    ("oxazepam", "propranolol", "propranolol clinical_pharmacology: no change"),
    ("temazepam", "cimetidine", "temazepam drug_interactions: no change"),
    ("temazepam", "clarithromycin", "clarithromycin drug_interactions: unlikely"),
    ("temazepam", "ketoconazole", "no CYP3A4 route"),
    ("temazepam", "omeprazole", "no CYP2C19 route"),
    ("temazepam", "tobacco-smoke", "conjugated; no label names it"),
    ("chlordiazepoxide", "caffeine", "no label names it"),
    ("temazepam", "ethinyl-estradiol", "contraceptive drug_interactions: a small fall"),
    ("baclofen", "caffeine", "no label names it"),
    ("baclofen", "omeprazole", "leaves by the kidney; no label names it"),
    ("baclofen", "ciprofloxacin", "no CYP1A2 route"),
    ("baclofen", "fluvoxamine", "no CYP1A2 route"),
    ("baclofen", "ketoconazole", "no CYP3A4 route"),
    ("baclofen", "grapefruit", "no CYP3A4 route"),
    ("baclofen", "tobacco-smoke", "no CYP1A2 route"),
    ("baclofen", "acetaminophen", "no label names it"),
    ("baclofen", "sertraline", "baclofen is not serotonergic"),
    ("baclofen", "sumatriptan", "baclofen is not serotonergic"),
    ("gabapentin", "phenytoin", "gabapentin drug_interactions: no effect"),
    ("gabapentin", "carbamazepine", "gabapentin drug_interactions: no effect"),
    ("gabapentin", "valproate", "gabapentin drug_interactions: no effect"),
    ("gabapentin", "probenecid", "gabapentin drug_interactions: no effect"),
    ("gabapentin", "cimetidine", "gabapentin drug_interactions: not expected to matter"),
    ("gabapentin", "naproxen", "gabapentin drug_interactions: low doses"),
    ("gabapentin", "aluminum-magnesium-antacid", "gabapentin drug_interactions: 20% less"),
    ("gabapentin", "ketoconazole", "gabapentin is not metabolized"),
    ("pregabalin", "carbamazepine", "pregabalin drug_interactions: no effect"),
    ("pregabalin", "lamotrigine", "pregabalin drug_interactions: no effect"),
    ("pregabalin", "phenytoin", "pregabalin drug_interactions: no effect"),
    ("pregabalin", "metformin", "pregabalin clinical_pharmacology: no effect"),
    ("pregabalin", "furosemide", "pregabalin clinical_pharmacology: no effect"),
    ("diazepam", "aluminum-magnesium-antacid", "diazepam drug_interactions: amount absorbed unchanged"),
    ("diazepam", "propranolol", "diazepam rectal gel drug_interactions: theoretical"),
    ("alprazolam", "propranolol", "propranolol clinical_pharmacology: no change"),
    ("alprazolam", "warfarin", "alprazolam clinical_pharmacology: unchanged"),
    ("alprazolam", "ethinyl-estradiol", "alprazolam clinical_pharmacology: 18% and 22%"),
    ("alprazolam", "grapefruit", "alprazolam drug_interactions do not name it"),
    ("clonazepam", "sertraline", "clonazepam drug_interactions: no change"),
    ("midazolam", "nifedipine", "midazolam drug_interactions: no interaction"),
    ("triazolam", "propranolol", "propranolol clinical_pharmacology: no change"),
    ("triazolam", "citalopram", "citalopram clinical_pharmacology: no change"),
    ("zolpidem", "cimetidine", "zolpidem clinical_pharmacology: no effect"),
    ("zolpidem", "digoxin", "zolpidem clinical_pharmacology: no effect"),
    ("zolpidem", "warfarin", "zolpidem clinical_pharmacology: unchanged"),
    ("zolpidem", "fluoxetine", "zolpidem drug_interactions: 17%, nothing additive"),
    ("cyclobenzaprine", "aspirin", "cyclobenzaprine clinical_pharmacology: no effect"),
    ("cyclobenzaprine", "naproxen", "cyclobenzaprine clinical_pharmacology: well tolerated"),
    ("tizanidine", "omeprazole", "not a CYP1A2 inhibitor by its label"),
    ("tizanidine", "ketoconazole", "not a CYP1A2 inhibitor"),
    ("tizanidine", "tobacco-smoke", "Backman 2008: 33% less"),
    ("carisoprodol", "omeprazole", "carisoprodol drug_interactions: meaning unknown"),
    ("fluoxetine", "tobacco-smoke", "no label names it"),
    ("fluoxetine", "acetaminophen", "no label names it"),
    ("bupropion", "tobacco-smoke", "bupropion clinical_pharmacology: no effect"),
    ("bupropion", "cimetidine", "bupropion clinical_pharmacology: unchanged"),
    ("bupropion", "prasugrel", "bupropion clinical_pharmacology: 18%"),
    ("hydromorphone", "ketoconazole", "hydromorphone label has no CYP statement"),
    ("hydromorphone", "rifampin", "hydromorphone label has no CYP statement"),
    ("morphine", "ketoconazole", "morphine label names P-glycoprotein, not CYP3A4"),
    ("tapentadol", "ketoconazole", "tapentadol label has no CYP statement"),
    ("buprenorphine", "ritonavir", "buprenorphine drug_interactions: little change"),
    ("duloxetine", "tobacco-smoke", "duloxetine use_in_specific_populations: no change"),
    ("naloxone", "diazepam", "naloxone does nothing to other depressants"),
]

PAIRS = [(a, b) for a, b, *_ in ALARM + QUIET]


def told(finding) -> str:
    return " ".join((finding["effect"], finding["mechanism"], finding["management"], *finding["modifiers"])).lower()


def one_pair(run, a, b):
    ran = run("interactions", a, b, "--json")
    (found,) = ran.json["pairs"]
    return found


@pytest.mark.parametrize(("a", "b", "severity", "words", "where"), ALARM, ids=lambda v: v if isinstance(v, str) else "")
def test_worst_severity_and_what_is_said(run, a, b, severity, words, where):
    found = one_pair(run, a, b)
    assert found["severity"] == severity, where
    texts = [told(f) for f in found["findings"]]
    for word in words:
        assert any(word.lower() in text for text in texts), (word, where)


@pytest.mark.parametrize(("a", "b", "why"), QUIET, ids=lambda v: v)
def test_no_alarm(run, a, b, why):
    found = one_pair(run, a, b)
    assert found["severity"] in (None, "minor"), (why, [f["rule"] for f in found["findings"]])
    assert found["status"] in STATUSES


def test_table_is_large_and_says_each_pair_once():
    assert len({frozenset(p) for p in PAIRS}) == len(PAIRS) >= 130
    assert len(QUIET) >= 35


def test_opioid_with_relaxant_or_benzodiazepine_is_not_ruled_out(run):
    for a, b in [("baclofen", "oxycodone"), ("diazepam", "oxycodone")]:
        found = one_pair(run, a, b)
        assert {f["severity"] for f in found["findings"]} == {"major"}
        assert found["findings"][0]["evidence"] == "boxed-warning"


def test_diazepam_with_fluoxetine_is_a_matter_of_level_not_of_serotonin(run):
    found = one_pair(run, "diazepam", "fluoxetine")
    assert "serotonin" not in " ".join(told(f) for f in found["findings"])
    kinetic = [f for f in found["findings"] if f["on"] == "diazepam" and f["of"] == "fluoxetine"]
    assert any("CYP2C19" in f["mechanism"] for f in kinetic)


def test_baclofen_with_lisinopril_is_said_by_other_countries_only(run):
    found = one_pair(run, "baclofen", "lisinopril")
    assert found["findings"]
    assert all(f["region"] != "US" for f in found["findings"])


def test_lorazepam_is_touched_by_glucuronidation_only(run):
    for partner in ("valproate", "probenecid"):
        found = one_pair(run, "lorazepam", partner)
        assert any("glucuronidation" in f["mechanism"] and f["on"] == "lorazepam" for f in found["findings"])


def test_order_of_the_two_names_does_not_matter(medcompare_data):
    library = medcompare_data.library
    for a, b in PAIRS:
        there, back = pair(library, a, b), pair(library, b, a)
        assert (there.status, there.severity, there.action) == (back.status, back.severity, back.action), (a, b)
        assert there.findings == back.findings, (a, b)


def test_every_pair_of_the_library_answers(medcompare_data):
    library = medcompare_data.library
    for a, b in combinations(sorted(library.drugs), 2):
        found = pair(library, a, b)
        assert found.status in STATUSES
        assert (found.status == "interacts") == bool(found.findings) == (found.severity is not None)
        if found.status == "none-recorded":
            assert library.drug(a).interactions_reviewed and library.drug(b).interactions_reviewed
        assert [ORDER.index(f.severity) for f in found.findings] == sorted(ORDER.index(f.severity) for f in found.findings)


MADE_UP = """id = "fablazepam"
name = "fablazepam"
depth = "partner"
groups = [{ group = "benzodiazepine", source = ["made-up#text"] }]
"""
MADE_UP_SOURCE = """[made-up]
kind = "article"
title = "Made up for a test"
publisher = "nobody"
url = "https://example.org"
retrieved = 2026-01-01
"""


@pytest.fixture
def own_data(tmp_path):
    (tmp_path / "drugs").mkdir()
    (tmp_path / "drugs" / "fablazepam.toml").write_text(MADE_UP, encoding="utf-8")
    (tmp_path / "sources.toml").write_text(MADE_UP_SOURCE, encoding="utf-8")
    return str(tmp_path)


@pytest.mark.parametrize("opioid", ["oxycodone", "tramadol", "buprenorphine"])
def test_unknown_benzodiazepine_meets_the_class_rules(run, own_data, opioid):
    ran = run("interactions", "fablazepam", opioid, "--data", own_data, "--json")
    (found,) = ran.json["pairs"]
    assert found["severity"] == "major"
    assert any("breathing" in told(f) for f in found["findings"])


def test_unknown_benzodiazepine_without_a_rule_is_not_called_safe(run, own_data):
    ran = run("interactions", "fablazepam", "ketoconazole", "--data", own_data, "--json")
    (found,) = ran.json["pairs"]
    assert found["status"] == "not-reviewed" and "fablazepam" in found["not_reviewed"]


def test_rules_say_what_to_do_and_are_finished(medcompare_data):
    for family, rules in medcompare_data.library.rules.items():
        for rule in rules:
            where = (family, rule.id)
            assert rule.effect.strip() and rule.mechanism.strip() and rule.source, where
            assert rule.management.strip() or rule.severity == "minor", where
            for text in (rule.effect, rule.mechanism, rule.management, *rule.modifiers):
                assert not any(
                    mark in text.upper() for mark in ("TODO", "TBD", "FIXME", "XXX", "PLACEHOLDER", "...", "…", "???")
                ), where
                assert text == text.strip() and "  " not in text and text.count("(") == text.count(")"), where
            for text in (rule.effect, rule.mechanism, rule.management):
                assert not text or text.endswith("."), (where, text)


def test_no_rule_binds_a_drug_to_nothing(medcompare_data):
    library = medcompare_data.library
    known = {*library.drugs, *library.groups}
    for rules in library.rules.values():
        for rule in rules:
            assert {*rule.a, *rule.b, *rule.except_} <= known, rule.id
