switch (args)
{
    case ["draft"]: DraftBenchmark.Run(); break;
    default: Console.WriteLine("Each benchmark is named by its verb: draft"); break;
}
