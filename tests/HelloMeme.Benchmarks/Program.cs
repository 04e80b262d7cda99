Console.WriteLine("Each benchmark is named by its verb.");
