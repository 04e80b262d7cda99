using HelloMeme.Benchmarks;

// dotnet run -c Release --project tests/HelloMeme.Benchmarks -- VERB
return args switch
{
    ["analysis"] => await AnalysisBenchmark.RunAsync(),
    ["film"] => await FilmBenchmark.RunAsync(),
    ["memory"] => await MemoryBenchmark.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Name one: analysis, film, memory. HELLOMEME_FIXTURES=DIR uses the real clips.");
    return 2;
}
