using HelloMeme.Benchmarks;
using HelloMeme.Reenactment.Sessions;

// dotnet run -c Release --project tests/HelloMeme.Benchmarks -- VERB
switch (args)
{
    case ["draft"]:
        return DraftBenchmark.Run();
    case ["live"]:
        LiveBenchmark.Run();
        return 0;
    case ["analysis"]:
        return await AnalysisBenchmark.RunAsync();
    case ["film"]:
        return await FilmBenchmark.RunAsync();
    case ["memory"]:
        return await MemoryBenchmark.RunAsync();
    case ["sessions"]:
        return await SessionsBenchmark.RunAsync();
    case ["sessions", var mode, var folder, var checkpoint]:
        return await SessionsBenchmark.CountAsync(Enum.Parse<SessionMode>(mode), folder, checkpoint);
    case ["response", var file]:
        return ResponseBenchmark.Run(file);
    case ["denoiser", .. var sizes]:
        return DenoiserBenchmark.Run([.. sizes.Select(int.Parse)]);
    case ["torch", .. var only]:
#if TORCH
        return HelloMeme.Benchmarks.Torch.TorchBenchmark.Run(string.Join(' ', only));
#else
        Console.Error.WriteLine("The verb torch needs libtorch: run it with -p:Torch=true.");
        return 2;
#endif
    case ["engine"]:
        return await EngineBenchmark.RunAsync();
    default:
        Console.Error.WriteLine("Name one: draft, live, analysis, film, memory, sessions, engine, response FILE, denoiser, torch. HELLOMEME_FIXTURES=DIR uses the real clips.");
        return 2;
}
