using HelloMeme.Benchmarks;

// dotnet run -c Release --project tests/HelloMeme.Benchmarks -- VERB
switch (args)
{
    case ["draft"]:
        DraftBenchmark.Run();
        return 0;
    case ["analysis"]:
        return await AnalysisBenchmark.RunAsync();
    case ["film"]:
        return await FilmBenchmark.RunAsync();
    case ["memory"]:
        return await MemoryBenchmark.RunAsync();
    case ["response", var file]:
        return ResponseBenchmark.Run(file);
    default:
        Console.Error.WriteLine("Name one: draft, analysis, film, memory, response FILE. HELLOMEME_FIXTURES=DIR uses the real clips.");
        return 2;
}
